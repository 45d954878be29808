import type { Money } from '#lib/domain/money.ts'
import { money, sameMoney } from '#lib/domain/money.ts'
import { isSimulated } from '#lib/domain/reader-models.ts'
import { type ReaderTest, testAmount } from '#lib/domain/reader-test.ts'
import { invariant, ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import type { World } from '#lib/ports/world.ts'
import { byOf } from '../allowed.ts'
import { advanceReaderTest, type Testing } from './advance-reader-test.ts'
import { type BusyRefusal, busyBy } from './common.ts'

export type TestRefusal =
  | BusyRefusal
  | { readonly kind: 'not_found' }
  | { readonly kind: 'total_changed'; readonly shown: Money; readonly now: Money }

type Starting = Testing & Pick<World, 'readers' | 'sales'>

/**
 * Begins a test payment: a small amount that goes back by itself. It holds the reader, so that it never meets a sale. The same press twice is
 * one test. In the sandbox a simulated reader is shown a test card; anywhere else a person taps.
 */
export async function startReaderTest(
  world: Starting,
  {
    readerId,
    press,
    shownMinor,
  }: { readonly readerId: string; readonly press: string; readonly shownMinor: number },
  { session, live }: { readonly session: Session; readonly live: boolean },
): Promise<Result<{ readonly testId: string }, TestRefusal>> {
  const [row, shop] = await Promise.all([world.readers.find(readerId), world.shops.shop()])
  if (!row || row.removedAt !== null) return refuse({ kind: 'not_found' })
  invariant(shop, 'somebody is signed in at no shop')
  const amount = testAmount(shop.currency)
  const shown = money(shownMinor, shop.currency)
  if (!sameMoney(shown, amount)) return refuse({ kind: 'total_changed', shown, now: amount })
  const now = world.clock.now()
  const test: ReaderTest = {
    id: `test_${press}`,
    readerId,
    mode: !live && isSimulated(row.deviceType) ? 'simulated' : 'card',
    live,
    amount,
    startedAt: now,
    staffName: session.staffName,
    calls: [],
    money: 'none',
  }
  const after = { amount: amount.minor, currency: amount.currency, live, test: test.id }
  const entry = { what: 'test_reader', subject: readerId, named: row.label, after, readerId }
  const begun = await world.readerTests.begin(test, entry, byOf(session, now))
  if (begun === 'reader_held') return refuse(await busyBy(world, readerId))
  inBackground(world, test.id)
  return ok({ testId: test.id })
}

/** A wish: what is on the reader is taken off, and nothing is charged unless the bank has the card already. Then it goes back. */
export async function stopReaderTest(
  world: Starting,
  readerId: string,
  session: Session,
): Promise<Result<'stopping', { readonly kind: 'not_found' } | { readonly kind: 'too_busy' }>> {
  const row = await world.readers.find(readerId)
  const about = { subject: readerId, named: row?.label, readerId }
  for (let tries = 0; tries < 12; tries++) {
    const latest = await world.readerTests.latest(readerId)
    const kept = latest && (await world.readerTests.find(latest.id))
    if (!kept || kept.test.endedAt !== undefined) return refuse({ kind: 'not_found' })
    const now = world.clock.now()
    const saved =
      kept.test.wantsStop ||
      (await world.readerTests.save({ ...kept.test, wantsStop: true }, kept.version, now, {
        entry: { what: 'stop_reader_test', ...about, after: { test: kept.test.id } },
        by: byOf(session, now),
      }))
    if (!saved) continue
    inBackground(world, kept.test.id)
    return ok('stopping')
  }
  return refuse({ kind: 'too_busy' })
}

/** The screen follows by itself. What goes wrong here is in the row, and is gone on with. */
function inBackground(world: Testing, testId: string): void {
  advanceReaderTest(world, testId).catch(error =>
    world.log.error({ test: testId, err: error }, 'a test payment stopped'),
  )
}
