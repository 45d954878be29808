import { type Booked, bookDifference } from '#lib/domain/books.ts'
import type { Money } from '#lib/domain/money.ts'
import type { IntentSeen } from '#lib/domain/sale-facts.ts'
import type { Loaded } from '#lib/ports/sale-store.ts'
import type { World } from '#lib/ports/world.ts'
import { type AdvancingWorld, advanceTender } from './advance-tender.ts'

type Comparing = AdvancingWorld & Pick<World, 'allowance' | 'books'>

/** A payment is begun a little before its intent is made, and clocks differ. */
const OVERLAP_MS = 3_600_000

export type Compared = { readonly differences: number; readonly complete: boolean }

/**
 * The card payments of some days against Stripe's, one by one, money and refunds. Where they differ the payment is looked at, which
 * absorbs what was merely not heard of; a difference that stays is a surprise, once for each payment. Not complete when Stripe did not
 * answer.
 */
export async function compareBooks(world: Comparing, sinceMs: number): Promise<Compared> {
  const listed = await world.payments.intentsSince(sinceMs, () => world.allowance.turn())
  if (!listed.ok) return { differences: 0, complete: false }
  const intents = new Map(listed.value.map(({ intent }) => [intent.paymentIntent, intent]))
  const suspects = differing(await booksOf(world, intents, sinceMs), intents)
  let differences = 0
  for (const { booked } of suspects) if (await isWrong(world, booked, intents)) differences++
  world.log.info({ payments: intents.size, differences }, 'the books were held against Stripe’s')
  return { differences, complete: true }
}

const booksOf = (world: Comparing, intents: ReadonlyMap<string, unknown>, sinceMs: number) =>
  world.books.ofCards([...intents.keys()], sinceMs + OVERLAP_MS)

type Differing = { readonly booked: Booked; readonly difference: Money }

const differing = (
  books: readonly Booked[],
  intents: ReadonlyMap<string, IntentSeen>,
): readonly Differing[] =>
  books.flatMap(booked => {
    const difference = bookDifference(booked, intents.get(booked.paymentIntent))
    return difference ? [{ booked, difference }] : []
  })

/** Looked at again, both of them, after the engine has absorbed what it had not heard of. */
async function isWrong(
  world: Comparing,
  { tenderId, paymentIntent }: Booked,
  listed: ReadonlyMap<string, unknown>,
): Promise<boolean> {
  await world.allowance.turn()
  // Stripe keeps every intent: what it does not find was made with another key, and no money is missing.
  if (!listed.has(paymentIntent) && !(await world.payments.lookAtIntent(paymentIntent)).ok) return false
  await world.sales.plan({ tenderId, lookDue: true, nextLookAt: world.clock.now() })
  await advanceTender(world, tenderId, 'wish')
  // The row as it was before it was asked whether it has been told: two servers that compare at once tell it once.
  const loaded = await world.sales.loadByTender(tenderId)
  const intent = await world.payments.lookAtIntent(paymentIntent)
  if (!loaded || !intent.ok) return false
  const books = await world.books.ofCards([paymentIntent], Number.MAX_SAFE_INTEGER)
  const found = differing(books, new Map([[paymentIntent, intent.value]]))[0]
  if (!found || (await world.sales.hasSurprise(tenderId, 'books_differ'))) return false
  return told(world, loaded, found)
}

async function told(world: Comparing, loaded: Loaded, { booked, difference }: Differing): Promise<boolean> {
  const { tenderId } = booked
  const at = world.clock.now()
  const saved = await world.sales.save({
    sale: loaded.sale,
    expected: loaded.version,
    surprises: [{ kind: 'books_differ', tenderId, amount: difference, at }],
    journal: [{ kind: 'decision', tenderId, at, data: { books: difference.minor } }],
  })
  return saved.ok
}
