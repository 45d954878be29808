import { randomUUID } from 'node:crypto'
import { idOf } from '#lib/domain/ids.ts'
import type { KillDesk, Press, Told } from './kill-desk.ts'

/** One call of Stripe's that a server may be killed over. */
export type KillStory = {
  readonly step: 'create' | 'process' | 'cancel_action' | 'cancel' | 'capture' | 'refund'
  /** Everything before the press. */
  readonly before: (desk: KillDesk) => Promise<void>
  /** Where the call goes. */
  readonly path: (desk: KillDesk) => Promise<string>
  readonly press: (desk: KillDesk) => Promise<Press>
  /** What the customer does when the server is back. */
  readonly after?: (desk: KillDesk) => Promise<void>
  readonly end: Told
}

const PAID: Told = { sale: 'paid', tenders: ['card paid'], returned: 'nothing', left: [] }
const CANCELED: Told = { sale: 'open', tenders: ['card canceled'], returned: 'nothing', left: [] }

const rungUp = (desk: KillDesk) => desk.ringUp()
const atReader = ({ readerId }: KillDesk, command: string) =>
  Promise.resolve(`/v1/terminal/readers/${readerId}/${command}`)
const onIntent = async (desk: KillDesk, command: string) =>
  `/v1/payment_intents/${(await desk.card()).paymentIntent}/${command}`
const wish = (what: string): Promise<Press> => Promise.resolve({ path: 'payment', body: { wish: what } })

async function waiting(desk: KillDesk): Promise<void> {
  await desk.ringUp()
  await desk.send(await desk.charge())
  await desk.sees('waiting')
}
async function tapped(desk: KillDesk): Promise<void> {
  await desk.sees('waiting')
  await desk.tap()
}
async function paid(desk: KillDesk): Promise<void> {
  await waiting(desk)
  await desk.tap()
  await desk.sees('paid')
}
async function held(desk: KillDesk): Promise<void> {
  await desk.captures('manual')
  await waiting(desk)
  await desk.tap()
  await desk.sees('held')
  await desk.captures('automatic')
}
async function allOfIt(desk: KillDesk): Promise<Press> {
  const { id, amount } = await desk.card()
  const reason = 'requested_by_customer'
  return {
    path: 'refunds',
    body: { tenderId: id, refundId: idOf('ref', randomUUID()), amountMinor: amount.minor, reason },
  }
}

/** The first of them is held before any other call is made: its address is the beginning of theirs. */
export const killStories: readonly KillStory[] = [
  {
    step: 'create',
    before: rungUp,
    path: () => Promise.resolve('/v1/payment_intents'),
    press: desk => desk.charge(),
    after: tapped,
    end: PAID,
  },
  {
    step: 'process',
    before: rungUp,
    path: desk => atReader(desk, 'process_payment_intent'),
    press: desk => desk.charge(),
    after: tapped,
    end: PAID,
  },
  {
    step: 'cancel_action',
    before: waiting,
    path: desk => atReader(desk, 'cancel_action'),
    press: () => wish('cancel'),
    end: CANCELED,
  },
  {
    step: 'cancel',
    before: waiting,
    path: desk => onIntent(desk, 'cancel'),
    press: () => wish('cancel'),
    end: CANCELED,
  },
  {
    step: 'capture',
    before: held,
    path: desk => onIntent(desk, 'capture'),
    press: () => wish('capture'),
    end: PAID,
  },
  {
    step: 'refund',
    before: paid,
    path: () => Promise.resolve('/v1/refunds'),
    press: allOfIt,
    end: { ...PAID, returned: 'all' },
  },
]
