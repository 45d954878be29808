import type { ReaderAnswer, ReaderDetail, ReadersAnswer } from '#lib/contracts/readers.ts'
import { readerState } from '#lib/domain/reader-state.ts'
import { testAmount } from '#lib/domain/reader-test.ts'
import { invariant } from '#lib/domain/result.ts'
import type { ReaderRow } from '#lib/ports/readers.ts'
import type { World } from '#lib/ports/world.ts'
import type { StripeSide } from './register-answer.ts'

/** What a reader's page looks back on. */
const HISTORY_MS = 30 * 86_400_000

/** Every reader of every place, from our own rows: one statement, and nothing is asked of Stripe. */
export async function readersAnswer(
  { readers, clock }: Pick<World, 'readers' | 'clock'>,
  { mode }: Pick<StripeSide, 'mode'>,
): Promise<ReadersAnswer> {
  const { rows, watch } = await readers.list()
  const now = clock.now()
  return { readers: rows.map(row => answerFrom(row, now)), ...watch, mode, now }
}

/** One reader and what it has been through. Undefined when there never was such a one. */
export async function readerDetail(
  { readers, readerTests, shops, clock }: Pick<World, 'readers' | 'readerTests' | 'shops' | 'clock'>,
  readerId: string,
  { mode, simulatorOrigin }: StripeSide,
): Promise<ReaderDetail | undefined> {
  const now = clock.now()
  const [row, history, test, owing, shop] = await Promise.all([
    readers.find(readerId),
    readers.history(readerId, now - HISTORY_MS),
    readerTests.latest(readerId),
    readerTests.owing(readerId),
    shops.shop(),
  ])
  if (!row) return undefined
  invariant(shop, 'somebody looks at a reader of no shop')
  return {
    reader: answerFrom(row, now),
    history,
    test: test ?? null,
    owing,
    testAmount: testAmount(shop.currency),
    mode,
    drawnAt: simulatorOrigin ? `${simulatorOrigin}/simulator/readers/${readerId}` : null,
    now,
  }
}

function answerFrom(row: ReaderRow, now: number): ReaderAnswer {
  const { id, label, deviceType, locationId, locationName, serialNumber, softwareVersion, ipAddress } = row
  const { lastSeenAt, checkedAt, registers, move } = row
  return {
    ...{ id, label, deviceType, locationId, locationName, serialNumber, softwareVersion, ipAddress },
    ...{ lastSeenAt, checkedAt, registers },
    state: readerState(row, now),
    move: move && {
      toLocationId: move.toLocationId,
      toLocationName: move.toLocationName,
      state: move.state,
      problem: move.problem,
      startedAt: move.startedAt,
    },
  }
}
