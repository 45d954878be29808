import type { TenderId } from '#lib/domain/ids.ts'
import { absorb } from '#lib/domain/sale-facts.ts'
import type { KnockAbout, VerifiedKnock } from '#lib/ports/knock.ts'
import type { ReaderTests } from '#lib/ports/reader-tests.ts'
import type { Knock, Loaded } from '#lib/ports/sale-store.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'
import { deedsOf } from './payment/deeds.ts'
import { endStray, type Stray } from './payment/orphan.ts'
import { loadedAfter, standingOf } from './payment/standing.ts'

const MOST_TRIES = 12

export type HearingWorld = AdvancingWorld & { readonly readerTests: Pick<ReaderTests, 'lookAgain'> }

/**
 * Stripe knocked. What is final is absorbed in the same transaction that puts the event into the inbox; everything else marks
 * its tender *look due* there. Resolves when that is durable, so that the door may answer 2xx; the look itself comes after.
 */
export async function receiveKnock(world: HearingWorld, knock: VerifiedKnock): Promise<void> {
  const { about } = knock
  const touched =
    about.kind === 'final' ? await absorbed(world, knock, about) : touchedBy(await keptForLook(world, knock))
  for (const { tenderId, known } of touched) {
    advanceTender(world, tenderId, 'knock', known).catch(error =>
      world.log.error({ tender: tenderId, err: error }, 'the engine stopped'),
    )
  }
  // No sale's: it may be what a test of a reader has given back.
  if (touched.length === 0 && about.kind === 'look' && about.paymentIntent && isAnybodys(about))
    await world.readerTests.lookAgain(about.paymentIntent)
  const stray = touched.length === 0 ? strayOf(about) : undefined
  if (stray)
    endStray(world, stray).catch(error =>
      world.log.error({ intent: stray.paymentIntent, err: error }, 'a stray intent was not dealt with'),
    )
}

/** An intent that says it was made for a tender of ours. Whether that tender carries it is asked only where nothing was touched. */
function strayOf(about: KnockAbout): Stray | undefined {
  if (about.kind === 'nothing') return undefined
  const paymentIntent = about.kind === 'final' ? about.intent.paymentIntent : about.paymentIntent
  const { tenderId } = about.home
  return paymentIntent && tenderId ? { paymentIntent, tenderId } : undefined
}

const rowOf = ({ eventId, type, raw, receivedAt }: VerifiedKnock): Knock => ({
  eventId,
  type,
  raw,
  receivedAt,
})

async function keptForLook(world: AdvancingWorld, knock: VerifiedKnock): Promise<readonly TenderId[]> {
  const { about } = knock
  if (about.kind !== 'look') return world.sales.receive({ ...rowOf(knock), appliedAt: knock.receivedAt }, {})
  const { paymentIntent, readerId } = about
  return world.sales.receive(rowOf(knock), {
    ...(paymentIntent ? { paymentIntent } : {}),
    ...(readerId ? { readerId } : {}),
    ...(isAnybodys(about) ? { isAnybodys: true } : {}),
  })
}

/** Refunds do not say whose they are, and other people's customers are none of our business. */
const isAnybodys = ({ paymentIntent, readerId, home }: Extract<KnockAbout, { kind: 'look' }>): boolean =>
  paymentIntent !== undefined && readerId === undefined && home.tenderId === undefined

/** A tender with something to do now, and what its row holds where that is known. */
type Touched = { readonly tenderId: TenderId; readonly known?: Loaded }

/** One transaction: seen before? the effect, the inbox row, the diary. Twice at once: the second finds the event there. */
async function absorbed(
  world: AdvancingWorld,
  knock: VerifiedKnock,
  about: Extract<KnockAbout, { kind: 'final' }>,
): Promise<readonly Touched[]> {
  const { intent } = about
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { loaded, eventSeen } = await world.sales.loadByIntent(intent.paymentIntent, knock.eventId)
    if (eventSeen) return []
    const tenderId = loaded && tenderOf(loaded, intent.paymentIntent)
    if (!loaded || !tenderId) return unabsorbed(world, knock, intent.paymentIntent)
    const standing = standingOf(loaded, tenderId)
    const now = world.clock.now()
    const { sale, surprises } = absorb(loaded.sale, { type: 'intent_seen', tenderId, intent, at: now })
    if (sale === loaded.sale && surprises.length === 0) {
      const about = { paymentIntent: intent.paymentIntent, isKnown: true }
      await world.sales.receive({ ...rowOf(knock), appliedAt: now }, about)
      return []
    }
    const change = {
      sale,
      surprises: surprises.map(one => ({ ...one, at: now })),
      looks: [{ tenderId, looks: 0, nextLookAt: now }],
      knock: { ...rowOf(knock), appliedAt: now },
      journal: [
        { kind: 'knock', tenderId, at: now, data: { event: knock.eventId, type: knock.type } } as const,
        ...(standing ? deedsOf(standing.tender, sale, now) : []),
      ],
    }
    const saved = await world.sales.save({ ...change, expected: loaded.version })
    if (saved.ok)
      return [{ tenderId, known: loadedAfter({ ...loaded, sale, version: saved.version }, change) }]
    if (saved.because === 'one_event_once') return []
  }
  return unabsorbed(world, knock, intent.paymentIntent)
}

const touchedBy = (tenders: readonly TenderId[]): readonly Touched[] =>
  tenders.map(tenderId => ({ tenderId }))

const unabsorbed = async (world: AdvancingWorld, knock: VerifiedKnock, paymentIntent: string) =>
  touchedBy(await world.sales.receive(rowOf(knock), { paymentIntent }))

function tenderOf(loaded: Loaded, paymentIntent: string): TenderId | undefined {
  const tender = loaded.sale.tenders.find(
    other => other.kind === 'card' && other.paymentIntent === paymentIntent,
  )
  return tender && standingOf(loaded, tender.id) ? tender.id : undefined
}
