import { expect, test } from 'vitest'
import type { Refusal } from '#lib/contracts/refusal.ts'
import type { Edit, Goods, PricingRule } from '#lib/domain/cart.ts'
import { decide } from '#lib/domain/decide-sale.ts'
import { idOf, type ProductId, type SaleId } from '#lib/domain/ids.ts'
import { paymentOf } from '#lib/domain/payment-view.ts'
import { liveCard, newSale, type Sale, withTender } from '#lib/domain/sale.ts'
import type { SaleCommand } from '#lib/domain/sale-commands.ts'
import type { Ask, Told } from './ask.ts'
import { openEditStorage, type Shelf } from './edit-storage.ts'
import { openTill, type Till } from './till.ts'
import type { TillEvent } from './till-state.ts'
import type { TabMessage } from './till-sync.ts'

const rule: PricingRule = { currency: 'usd', taxIncluded: false, customTaxRateBp: 0 }
const white = idOf('product', '00000000-0000-4000-8000-000000000001')
const beans = idOf('product', '00000000-0000-4000-8000-000000000002')
const prices = new Map<ProductId, Goods>([
  [
    white,
    {
      name: 'Flat white',
      unitPrice: { minor: 450, currency: 'usd' },
      taxes: [{ name: 'Sales tax', rateBp: 800 }],
    },
  ],
  [beans, { name: 'House blend', unitPrice: { minor: 1650, currency: 'usd' }, taxes: [] }],
])

/** localStorage of one browser: every tab of a test gets the same one. */
function openDisk(): Shelf {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: i => [...items.keys()][i] ?? null,
    getItem: key => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: key => void items.delete(key),
  }
}

/** The till's server as far as a draft meets it: the same rules, in this process. `up` and `goods` may be changed. */
function openServer() {
  const sales = new Map<SaleId, { sale: Sale; version: number }>()
  const server = {
    up: true,
    /** Only what reads a sale gets no answer. */
    isUnread: false,
    goods: prices,
    current: null as SaleId | null,
    asked: [] as string[],
    sale,
    cancelCard,
    silences,
    pays,
    receives,
    declines,
    loses,
  }
  function sale(saleId: SaleId): Sale {
    const row = sales.get(saleId)
    if (!row) throw new Error('no such sale')
    return row.sale
  }
  /** What the engine does when Stripe has cancelled the intent. */
  function cancelCard(saleId: SaleId): void {
    const row = sales.get(saleId)
    const live = row && liveCard(row.sale)
    if (!row || !live) throw new Error('no card payment')
    const canceled = withTender(row.sale, { ...live, state: 'canceled', wish: 'none' })
    sales.set(saleId, { sale: canceled, version: row.version + 1 })
  }
  /** The bank's no: the reader has said it, and the payment may be tried again. */
  function declines(saleId: SaleId): void {
    const live = liveCard(sale(saleId))
    if (!live) throw new Error('no card payment')
    const ready = {
      ...live,
      state: 'ready',
      paymentIntent: 'pi_1',
      wish: 'none',
      attempt: 'declined',
    } as const
    sales.set(saleId, { sale: withTender(sale(saleId), ready), version: 9 })
  }
  /** Stripe is away: whoever is next may be served. */
  function silences(saleId: SaleId): void {
    const live = liveCard(sale(saleId))
    if (!live) throw new Error('no card payment')
    sales.set(saleId, { sale: withTender(sale(saleId), { ...live, attempt: 'unreachable' }), version: 9 })
  }
  /** Stripe has fallen silent. */
  function loses(saleId: SaleId): void {
    const live = liveCard(sale(saleId))
    if (!live) throw new Error('no card payment')
    const asking = { ...live, state: 'on_reader', paymentIntent: 'pi_1', attempt: 'asking' } as const
    sales.set(saleId, { sale: withTender(sale(saleId), asking), version: 9 })
  }
  /** The approval, with the sale's end. */
  function pays(saleId: SaleId): void {
    const live = liveCard(sale(saleId))
    if (!live) throw new Error('no card payment')
    const paid = {
      ...live,
      state: 'paid',
      paymentIntent: 'pi_1',
      received: live.amount,
      wish: 'none',
    } as const
    sales.set(saleId, { sale: { ...withTender(sale(saleId), paid), status: 'paid' }, version: 10 })
  }
  /** An approval that nobody saw. */
  function receives(saleId: SaleId, minor: number): void {
    const received = { minor, currency: 'usd' } as const
    sales.set(saleId, { sale: { ...sale(saleId), received }, version: 9 })
  }
  function save(saleId: SaleId, value: Sale, version: number): Told {
    sales.set(saleId, { sale: value, version })
    if (value.status !== 'open' && server.current === saleId) server.current = null
    const payment = paymentOf(value, [])
    const view = payment ? { payment: { ...payment, readerLabel: 'Counter' } } : {}
    return { outcome: 'done', answer: { sale: value, version, now: 0, ...view } }
  }
  const ask: Ask = async (saleId, what, body) => {
    server.asked.push(what)
    if (!server.up || (server.isUnread && what === 'read')) return { outcome: 'away' }
    const row = sales.get(saleId)
    if (what === 'read') {
      return row
        ? save(saleId, row.sale, row.version)
        : { outcome: 'refused', refusal: { kind: 'not_found' } }
    }
    // True because only the till under test calls.
    if (!row && server.current && server.current !== (body as { left?: SaleId }).left) {
      return { outcome: 'refused', refusal: { kind: 'other_draft', saleId: server.current } }
    }
    const start = {
      id: saleId,
      number: 1042,
      registerId: idOf('register', '1'),
      openedBy: idOf('staff', '1'),
    }
    const before = row?.sale ?? newSale({ ...start, openedAt: 0, rule })
    const decided = decide(before, commandOf(what, body, server.goods))
    if (!decided.ok) return { outcome: 'refused', refusal: decided.refusal }
    if (!row) server.current = saleId
    const told = save(saleId, decided.value, (row?.version ?? 0) + 1)
    const { unknown = [], short = [] } = decided
    return told.outcome === 'done' ? { ...told, answer: { ...told.answer, unknown, short } } : told
  }
  return { server, ask }
}

function commandOf(what: string, body: unknown, goods: ReadonlyMap<ProductId, Goods>): SaleCommand {
  // True because only the till under test calls, and this is what it sends.
  const sent = body as {
    edits: Edit[]
    press: string
    tenderId: `tender_${string}`
    shownMinor: number
    handedMinor: number
    readerId?: string
  }
  const shown = { minor: sent.shownMinor, currency: 'usd' } as const
  if (what === 'edits') return { type: 'edit', edits: sent.edits, goods: id => goods.get(id), at: 1 }
  if (what === 'charge')
    return { ...sent, type: 'charge', readerId: sent.readerId ?? 'tmr_own', shown, at: 1 }
  if (what === 'cash') {
    return {
      type: 'cash',
      tenderId: sent.tenderId,
      handed: { minor: sent.handedMinor, currency: 'usd' },
      shown,
      at: 1,
    }
  }
  return { type: 'stop', at: 1 }
}

let ids = 0
const uuid = () => `00000000-0000-4000-8000-${(++ids).toString().padStart(12, '0')}`

/** A tab. `turn` lets everything that is under way happen; a pause ends when the test says so. */
function openTab(ask: Ask, disk = openDisk(), first: SaleId | null = null) {
  const pauses: (() => void)[] = []
  const told: TabMessage[] = []
  const events: TillEvent[] = []
  const till = openTill(
    {
      rule,
      ask,
      disk,
      storage: openEditStorage(disk, () => 1000, uuid),
      alone: async (_, work) => work(),
      pause: () => new Promise(resolve => pauses.push(resolve)),
      tell: message => told.push(message),
      now: () => 1000,
      uuid,
    },
    { saleId: first, answer: undefined },
  )
  till.setGoods(id => prices.get(id))
  till.onEvent(event => events.push(event))
  till.resume()
  const wake = () => {
    for (const go of pauses.splice(0)) go()
  }
  return { till, disk, told, events, wake }
}

async function turn(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve()
}
const shown = (till: Till) => till.state().painted.lines.map(line => `${line.quantity} ${line.name}`)

test('a press is painted and on the disk before anything is awaited', () => {
  const { ask } = openServer()
  const { till, disk } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.add(white, 'Flat white', 2)
  expect(shown(till)).toEqual(['3 Flat white'])
  expect(till.state().painted.total.minor).toBe(1458)
  expect(disk.length).toBe(2)
})

test('what the server acknowledged leaves the disk and stays on the screen', async () => {
  const { server, ask } = openServer()
  const { till, disk } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.add(beans, 'House blend', 1)
  await turn()
  expect(disk.length).toBe(0)
  expect(shown(till)).toEqual(['1 Flat white', '1 House blend'])
  expect(server.sale(till.state().saleId).lines).toHaveLength(2)
})

test('edits made while one request is under way go together in the next', async () => {
  const { server, ask } = openServer()
  const { till } = openTab(ask)
  till.add(white, 'Flat white', 1)
  for (let i = 0; i < 20; i++) till.add(white, 'Flat white', 1)
  await turn()
  expect(server.asked.filter(what => what === 'edits').length).toBeLessThan(4)
  expect(server.sale(till.state().saleId).lines[0]?.quantity).toBe(21)
})

test('with the server away goods go on the sale all the same, and arrive when it is back', async () => {
  const { server, ask } = openServer()
  const { till, wake } = openTab(ask)
  server.up = false
  till.add(white, 'Flat white', 1)
  await turn()
  till.add(beans, 'House blend', 1)
  expect(shown(till)).toEqual(['1 Flat white', '1 House blend'])
  expect(till.state().retryAt).toBeDefined()
  server.up = true
  wake()
  await turn()
  expect(till.state().retryAt).toBeUndefined()
  expect(server.sale(till.state().saleId).lines).toHaveLength(2)
})

test('a reload replays what was not acknowledged', async () => {
  const { server, ask } = openServer()
  const disk = openDisk()
  server.up = false
  const before = openTab(ask, disk)
  before.till.add(white, 'Flat white', 2)
  await turn()
  server.up = true
  const after = openTab(ask, disk)
  expect(after.till.state().saleId).toBe(before.till.state().saleId)
  expect(shown(after.till)).toEqual(['2 Flat white'])
  await turn()
  expect(server.sale(after.till.state().saleId).lines[0]?.quantity).toBe(2)
})

test('a register has one draft: edits of a second one are led to it', async () => {
  const { server, ask } = openServer()
  const one = openTab(ask)
  one.till.add(white, 'Flat white', 1)
  await turn()
  const two = openTab(ask, openDisk())
  two.till.add(beans, 'House blend', 1)
  await turn()
  expect(two.till.state().saleId).toBe(one.till.state().saleId)
  expect(shown(two.till)).toEqual(['1 Flat white', '1 House blend'])
  expect(server.sale(one.till.state().saleId).lines).toHaveLength(2)
})

test('two tabs paint one sale', async () => {
  const { ask } = openServer()
  const disk = openDisk()
  const one = openTab(ask, disk)
  const two = openTab(ask, disk)
  one.till.add(white, 'Flat white', 1)
  two.till.heardStorage(one.till.state().saleId)
  expect(shown(two.till)).toEqual(['1 Flat white'])
  await turn()
  for (const message of one.told) two.till.hear(message)
  two.till.heardStorage(one.till.state().saleId)
  expect(shown(two.till)).toEqual(['1 Flat white'])
  expect(two.till.state().pending).toEqual([])
})

test('charge goes out after the edits, once, with the total that was on the button', async () => {
  const { server, ask } = openServer()
  const { till } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.charge()
  till.charge()
  expect(till.state().press?.amount.minor).toBe(486)
  await turn()
  expect(server.asked).toEqual(['edits', 'charge'])
  expect(till.state().press).toBeUndefined()
  expect(till.state().answer?.payment?.mood).toBe('preparing')
})

test('when the server’s total differs nothing is charged and both are told', async () => {
  const { server, ask } = openServer()
  server.goods = new Map([
    ...prices,
    [
      white,
      {
        name: 'Flat white',
        unitPrice: { minor: 500, currency: 'usd' },
        taxes: [{ name: 'Sales tax', rateBp: 800 }],
      },
    ],
  ])
  const { till, events } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.charge()
  await turn()
  const refusal = {
    kind: 'total_changed',
    shown: { minor: 486, currency: 'usd' },
    now: { minor: 540, currency: 'usd' },
  }
  expect(events).toContainEqual({ type: 'refused', refusal })
  expect(server.sale(till.state().saleId).tenders).toEqual([])
  expect(till.state().painted.total.minor).toBe(540)
})

test('a payment is tried again on the reader it is on, a new one begins on the register’s own', async () => {
  const { server, ask } = openServer()
  const { till } = openTab(ask)
  const { saleId } = till.state()
  const readers = () => server.sale(saleId).tenders.map(tender => 'readerId' in tender && tender.readerId)
  till.add(white, 'Flat white', 1)
  till.chargeOn('tmr_terrace')
  await turn()
  server.declines(saleId)
  await till.refresh()
  till.charge()
  await turn()
  expect(till.state().answer?.payment?.mood).toBe('preparing')
  expect(readers()).toEqual(['tmr_terrace'])
  server.cancelCard(saleId)
  await till.refresh()
  till.charge()
  await turn()
  expect(readers()).toEqual(['tmr_terrace', 'tmr_own'])
})

test('a charge whose answer got lost is the same press again', async () => {
  const { server, ask } = openServer()
  let lost = 0
  const { till, wake } = openTab(async (saleId, what, body) => {
    const told = await ask(saleId, what, body)
    return what === 'charge' && lost++ === 0 ? { outcome: 'away' } : told
  })
  till.add(white, 'Flat white', 1)
  till.charge()
  await turn()
  wake()
  await turn()
  expect(lost).toBe(2)
  expect(server.sale(till.state().saleId).tenders).toHaveLength(1)
})

test('the next customer’s goods never come onto the sale that was left, also when its payment has ended since', async () => {
  const { server, ask } = openServer()
  const { till, disk } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.charge()
  await turn()
  const { saleId: left } = till.state()
  server.silences(left)
  await till.refresh()
  till.serveNext()
  await turn()
  expect(shown(till)).toEqual([])
  server.cancelCard(left)
  till.add(beans, 'House blend', 1)
  await turn()
  const { saleId: next } = till.state()
  expect(next).not.toBe(left)
  expect(shown(till)).toEqual(['1 House blend'])
  expect([server.sale(left).lines.length, server.sale(next).lines.length]).toEqual([1, 1])
  // Nor after a reload, with what was never acknowledged.
  server.up = false
  till.add(white, 'Flat white', 1)
  server.up = true
  const again = openTab(ask, disk, next)
  await turn()
  expect(again.till.state().saleId).toBe(next)
  expect(server.sale(next).lines).toHaveLength(2)
})

/** A tab whose card payment has begun, and a server that has just stopped answering. */
async function chargedThenAway() {
  const { server, ask } = openServer()
  const tab = openTab(ask)
  tab.till.add(white, 'Flat white', 1)
  tab.till.charge()
  await turn()
  server.up = false
  return { ...tab, server, saleId: tab.till.state().saleId }
}
const wishOf = (sale: Sale) => liveCard(sale)?.wish
const steeredTimes = (asked: readonly string[]) => asked.filter(what => what === 'payment').length

test.each(['cancel', 'change_sale'] as const)(
  'with the server away %s is kept and told, and sent once it is back',
  async wish => {
    const { till, server, saleId, wake } = await chargedThenAway()
    till.steer(wish)
    await turn()
    expect(till.state()).toMatchObject({ steering: wish, retryAt: expect.any(Number) })
    server.up = true
    wake()
    await turn()
    expect(wishOf(server.sale(saleId))).toBe('stop')
    expect(till.state().retryAt).toBeUndefined()
    expect(steeredTimes(server.asked)).toBe(2)
  },
)

test.each(['confirm', 'capture', 'check_status'] as const)(
  'with the server away %s is not sent again by itself, and that is told',
  async wish => {
    const { till, server, events, wake } = await chargedThenAway()
    till.steer(wish)
    await turn()
    expect(events.at(-1)).toEqual({ type: 'unheard' })
    expect(till.state().steering).toBeUndefined()
    server.up = true
    wake()
    await turn()
    expect(steeredTimes(server.asked)).toBe(1)
  },
)

test('a Cancel that could not be sent is forgotten when its payment has ended meanwhile', async () => {
  const { till, server, saleId, events, wake } = await chargedThenAway()
  till.steer('cancel')
  await turn()
  server.up = true
  server.cancelCard(saleId)
  await till.refresh()
  wake()
  await turn()
  expect(steeredTimes(server.asked)).toBe(1)
  expect(events.filter(({ type }) => type === 'refused')).toEqual([])
  expect(till.state()).toMatchObject({ steering: undefined, retryAt: undefined })
})

test('of two presses that could not be sent the last one counts', async () => {
  const { till, server, wake } = await chargedThenAway()
  till.steer('cancel')
  await turn()
  till.steer('change_sale')
  await turn()
  server.up = true
  wake()
  await turn()
  expect(steeredTimes(server.asked)).toBe(3)
})

test('with the server away the next customer is served, and the payment left behind is stopped once it is back', async () => {
  const { till, server, saleId, wake } = await chargedThenAway()
  server.up = true
  server.loses(saleId)
  await till.refresh()
  expect(till.state().answer?.payment?.buttons).toContain('next_sale')
  server.up = false
  till.serveNext()
  await turn()
  expect(till.state().saleId).not.toBe(saleId)
  server.up = true
  wake()
  await turn()
  expect(wishOf(server.sale(saleId))).toBe('stop')
})

/** A payment that Stripe is silent about on the screen, and paid at the server before this browser hears of it. */
async function paidUnheard() {
  const { server, ask } = openServer()
  const tab = openTab(ask)
  tab.till.add(white, 'Flat white', 1)
  tab.till.charge()
  await turn()
  const { saleId } = tab.till.state()
  server.loses(saleId)
  await tab.till.refresh()
  expect(tab.till.state().answer?.payment?.buttons).toContain('next_sale')
  return { ...tab, server, saleId }
}

test('the next customer is not served over a payment that was approved unheard: its verdict is shown', async () => {
  const { till, server, saleId, events } = await paidUnheard()
  server.pays(saleId)
  till.serveNext()
  await turn()
  expect(till.state().saleId).toBe(saleId)
  expect(till.state().answer?.sale.status).toBe('paid')
  expect(events.at(-1)).toEqual({ type: 'paid' })
})

test('nor while that payment cannot be read', async () => {
  const { till, server, saleId } = await paidUnheard()
  server.pays(saleId)
  server.isUnread = true
  till.serveNext()
  await turn()
  expect(till.state().saleId).toBe(saleId)
})

test('a payment left behind with the server away, and found paid when it is back, is told', async () => {
  const { till, server, saleId, events, wake } = await paidUnheard()
  server.up = false
  till.serveNext()
  await turn()
  expect(till.state().saleId).not.toBe(saleId)
  server.up = true
  server.pays(saleId)
  server.isUnread = true
  wake()
  await turn()
  expect(events.filter(({ type }) => type === 'left_paid')).toEqual([])
  server.isUnread = false
  wake()
  await turn()
  expect(events.filter(({ type }) => type === 'left_paid')).toEqual([
    { type: 'left_paid', saleId, number: 1042, total: { minor: 486, currency: 'usd' } },
  ])
})

test('a scan while the card is being asked for begins the next sale', async () => {
  const { ask } = openServer()
  const { till, events } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.charge()
  await turn()
  till.add(beans, 'House blend', 1)
  expect(events.at(-1)).toEqual({ type: 'kept', name: 'House blend' })
  expect(shown(till)).toEqual(['1 Flat white'])
  expect(till.state().kept).toHaveLength(1)
})

test('goods kept for the next sale may come onto this one when its payment is off', async () => {
  const { server, ask } = openServer()
  const { till, disk } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.charge()
  await turn()
  till.add(white, 'Flat white', 2)
  till.add(beans, 'House blend', 1)
  till.takeKept()
  expect(shown(till)).toEqual(['1 Flat white'])
  till.steer('cancel')
  await turn()
  server.cancelCard(till.state().saleId)
  await till.refresh()
  till.takeKept()
  expect(shown(till)).toEqual(['3 Flat white', '1 House blend'])
  await turn()
  expect(till.state().kept).toEqual([])
  expect(disk.length).toBe(0)
})

test('cash ends the sale, and the next press on a good begins another with what was kept', async () => {
  const { server, ask } = openServer()
  const { till, events } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.cash(500)
  till.add(beans, 'House blend', 1)
  await turn()
  const paid = till.state().saleId
  expect(server.sale(paid).status).toBe('paid')
  expect(events).toContainEqual({ type: 'paid' })
  till.add(white, 'Flat white', 1)
  await turn()
  expect(till.state().saleId).not.toBe(paid)
  expect(shown(till)).toEqual(['1 House blend', '1 Flat white'])
  expect(server.sale(paid).lines).toHaveLength(1)
})

test('goods come off a sale that has its money: it is paid, and what lost its answer does not begin the next one', async () => {
  const { server, ask } = openServer()
  const disk = openDisk()
  const { till, events } = openTab(ask, disk)
  till.add(white, 'Flat white', 1)
  till.add(beans, 'House blend', 1)
  await turn()
  const { saleId, painted } = till.state()
  server.receives(saleId, 1650)
  await till.refresh()
  till.remove(painted.lines[0]?.id ?? 'line_')
  const copy = [...Array(disk.length).keys()]
    .map(i => disk.key(i) ?? '')
    .map(key => [key, disk.getItem(key) ?? ''] as const)
  await turn()
  expect(server.sale(saleId).status).toBe('paid')
  expect(events).toContainEqual({ type: 'paid' })
  expect(till.state().undo).toEqual([])
  for (const [key, value] of copy) disk.setItem(key, value)
  const again = openTab(ask, disk)
  await turn()
  expect(again.till.state().kept).toEqual([])
  expect(disk.length).toBe(0)
})

test('removed is undone by the same line', async () => {
  const { server, ask } = openServer()
  const { till } = openTab(ask)
  till.add(white, 'Flat white', 3)
  till.remove(till.state().painted.lines[0]?.id ?? 'line_')
  expect(shown(till)).toEqual([])
  till.undo()
  expect(shown(till)).toEqual(['3 Flat white'])
  await turn()
  expect(server.sale(till.state().saleId).lines[0]?.quantity).toBe(3)
})

test('the same goods are not sold twice when the answer before the payment got lost', async () => {
  const { server, ask } = openServer()
  const disk = openDisk()
  const one = openTab(ask, disk)
  one.till.add(white, 'Flat white', 1)
  const copy = [...Array(disk.length).keys()]
    .map(i => disk.key(i) ?? '')
    .map(key => [key, disk.getItem(key) ?? ''] as const)
  one.till.cash(500)
  await turn()
  expect(server.sale(one.till.state().saleId).status).toBe('paid')
  for (const [key, value] of copy) disk.setItem(key, value)
  const two = openTab(ask, disk)
  await turn()
  expect(two.till.state().kept).toEqual([])
  expect(disk.length).toBe(0)
})

test('the shop’s rules change: the open sale keeps its own, and the next one is painted under the new', async () => {
  const { ask } = openServer()
  const { till } = openTab(ask)
  const total = () => till.state().painted.total.minor
  till.add(white, 'Flat white', 1)
  await turn()
  expect(total()).toBe(486)
  till.setRule({ ...rule, taxIncluded: true })
  expect(total()).toBe(486)
  till.add(white, 'Flat white', 1)
  expect(total()).toBe(972)
  await turn()
  till.cash(972)
  await turn()
  till.startNext()
  till.add(white, 'Flat white', 1)
  expect(total()).toBe(450)
})

/** A server that takes no edits of the first sale any more, and says `onRead` to whoever asks what is on it. */
function refusing(ask: Ask, onRead: Refusal): Ask {
  let refused: SaleId | undefined
  return async (saleId, what, body) => {
    if (what === 'edits') refused ??= saleId
    if (saleId !== refused || (what !== 'edits' && what !== 'read')) return ask(saleId, what, body)
    const refusal: Refusal = what === 'edits' ? { kind: 'sale_not_open', status: 'voided' } : onRead
    return { outcome: 'refused', refusal }
  }
}

test('goods of a sale that takes no edits and cannot be read either begin the next one', async () => {
  const { server, ask } = openServer()
  const disk = openDisk()
  const { till, events } = openTab(refusing(ask, { kind: 'not_found' }), disk)
  till.add(white, 'Flat white', 2)
  till.addCustom('Plate', 700, 1)
  till.add(beans, 'House blend', 1)
  till.remove(till.state().painted.lines[2]?.id ?? 'line_')
  await turn()
  expect(events).toContainEqual({ type: 'refused', refusal: { kind: 'sale_not_open', status: 'voided' } })
  expect(till.state().pending).toEqual([])
  expect(till.state().kept.map(({ edit }) => edit)).toMatchObject([
    { type: 'put', productId: white, quantity: 2 },
    { type: 'put_custom', name: 'Plate', unitPriceMinor: 700 },
  ])
  const next = till.state().nextSaleId
  const later = openTab(ask, disk).till
  expect(later.state().saleId).toBe(next)
  expect(shown(later)).toEqual(['2 Flat white', '1 Plate'])
  later.add(beans, 'House blend', 1)
  await turn()
  expect(server.sale(next).lines).toHaveLength(3)
})

test('goods taken off that are on the paid sale all the same are told, once and all together', async () => {
  const { server, ask } = openServer()
  const { till, events, wake } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.add(beans, 'House blend', 3)
  await turn()
  const { saleId, painted } = till.state()
  const [first, second] = painted.lines
  server.up = false
  till.remove(first?.id ?? 'line_')
  await turn()
  till.setQuantity(second?.id ?? 'line_', 1)
  await turn()
  server.up = true
  expect(
    await ask(saleId, 'cash', { tenderId: 'tender_1', handedMinor: 9999, shownMinor: 5436 }),
  ).toMatchObject({
    outcome: 'done',
  })
  wake()
  await turn()
  const goods = [
    { name: 'Flat white', quantity: 1 },
    { name: 'House blend', quantity: 2 },
  ]
  const told = events.filter(({ type }) => type === 'too_late' || type === 'refused')
  expect(told).toEqual([{ type: 'too_late', saleId, isPaid: true, goods }])
  expect(till.state().pending).toEqual([])
  expect(till.state().kept).toEqual([])
})

test('goods taken off while another screen charges are told as still there; the sale is not paid yet', async () => {
  const { ask } = openServer()
  const { till, events } = openTab(ask)
  till.add(white, 'Flat white', 1)
  await turn()
  const { saleId, painted } = till.state()
  await ask(saleId, 'charge', { tenderId: 'tender_1', press: 'press', shownMinor: 486 })
  till.remove(painted.lines[0]?.id ?? 'line_')
  await turn()
  const goods = [{ name: 'Flat white', quantity: 1 }]
  expect(events.at(-1)).toEqual({ type: 'too_late', saleId, isPaid: false, goods })
  expect(shown(till)).toEqual(['1 Flat white'])
})

test('signed out between the refusal and the look: the goods wait where they are', async () => {
  const { ask } = openServer()
  const { till, disk } = openTab(refusing(ask, { kind: 'signed_out' }))
  till.add(white, 'Flat white', 2)
  await turn()
  expect(shown(till)).toEqual(['2 Flat white'])
  expect(till.state().kept).toEqual([])
  expect(disk.length).toBe(1)
})

test('an edit that the server cannot read is named and kept aside; what was sent with it is on this sale', async () => {
  const { server, ask } = openServer()
  const { till, disk, events } = openTab(async (saleId, what, body) => {
    // True because only the till under test calls, and this is what it sends.
    const edits = what === 'edits' ? (body as { edits: Edit[] }).edits : []
    if (!edits.some(edit => 'name' in edit && edit.name === 'Bad')) return ask(saleId, what, body)
    return { outcome: 'refused', refusal: { kind: 'bad_request', problems: [] } }
  })
  till.add(white, 'Flat white', 1)
  till.addCustom('Bad', 700, 1)
  till.add(beans, 'House blend', 1)
  till.charge()
  await turn()
  const { saleId, kept, pending, press, refused } = till.state()
  expect(server.sale(saleId).lines.map(({ name }) => name)).toEqual(['Flat white', 'House blend'])
  expect(shown(till)).toEqual(['1 Flat white', '1 House blend'])
  expect([kept, pending, disk.length]).toEqual([[], [], 1])
  expect(refused).toMatchObject([
    { name: 'Bad', why: 'unreadable', edit: { unitPriceMinor: 700, quantity: 1 } },
  ])
  expect(events).toContainEqual({ type: 'not_taken' })
  // The total that was on the button is not the sale's.
  expect(press).toBeUndefined()
  expect(server.asked).not.toContain('charge')
})

test('kept goods that have no price here any more come onto this sale all the same', async () => {
  const { server, ask } = openServer()
  const { till, disk } = openTab(ask)
  till.add(white, 'Flat white', 1)
  till.charge()
  await turn()
  till.add(beans, 'House blend', 2)
  till.steer('cancel')
  await turn()
  server.cancelCard(till.state().saleId)
  await till.refresh()
  till.setGoods(id => (id === beans ? undefined : prices.get(id)))
  till.takeKept()
  await turn()
  expect(shown(till)).toEqual(['1 Flat white', '2 House blend'])
  expect(till.state().kept).toEqual([])
  expect(disk.length).toBe(0)
})

test('on a full disk a scan during a payment is kept all the same, and the next sale begins with it', async () => {
  const { ask } = openServer()
  const full = () => {
    throw new Error('QuotaExceededError')
  }
  const { till } = openTab(ask, Object.assign(openDisk(), { setItem: full }))
  till.add(white, 'Flat white', 1)
  till.cash(500)
  till.add(beans, 'House blend', 1)
  expect(till.state().kept).toHaveLength(1)
  await turn()
  till.startNext()
  expect(shown(till)).toEqual(['1 House blend'])
})

test('an answer that is older than what is shown still says what has arrived', async () => {
  const { ask } = openServer()
  let answer = () => {}
  const { till } = openTab(async (saleId, what, body) => {
    const told = await ask(saleId, what, body)
    if (what === 'edits')
      await new Promise<void>(resolve => {
        answer = resolve
      })
    return told
  })
  till.add(white, 'Flat white', 1)
  await turn()
  const newer = await ask(till.state().saleId, 'read')
  if (newer.outcome !== 'done') throw new Error('nothing to read')
  till.adopt({ ...newer.answer, version: 9 })
  expect(till.state().pending).toHaveLength(1)
  answer()
  await turn()
  expect(till.state().pending).toEqual([])
  expect(shown(till)).toEqual(['1 Flat white'])
})

const stocked = (left: number): Map<ProductId, Goods> =>
  new Map([...prices].map(([id, good]) => [id, id === beans ? { ...good, left } : good]))

test('more than there are: the rest is kept with how many are left, outlives the page, and is sold when there are more', async () => {
  const { server, ask } = openServer()
  const { till, disk, events } = openTab(ask)
  server.goods = stocked(1)
  till.add(beans, 'House blend', 1)
  await turn()
  till.add(beans, 'House blend', 2)
  till.add(white, 'Flat white', 1)
  await turn()
  expect(shown(till)).toEqual(['1 House blend', '1 Flat white'])
  expect(till.state().pending).toEqual([])
  expect(events.filter(({ type }) => type === 'not_taken')).toHaveLength(1)

  const again = openTab(ask, disk, till.state().saleId).till
  await again.refresh()
  const [refused] = again.state().refused
  expect(refused).toMatchObject({ name: 'House blend', why: 'short', left: 1, edit: { quantity: 2 } })
  server.goods = stocked(3)
  if (refused) again.ringUpAgain(refused)
  expect(shown(again)).toEqual(['3 House blend', '1 Flat white'])
  await turn()
  expect(server.sale(again.state().saleId).lines.map(line => line.quantity)).toEqual([3, 1])
  expect([again.state().refused, disk.length]).toEqual([[], 0])
})

test('what is refused once more is in the list once; what is let be is gone, on every tab', async () => {
  const { server, ask } = openServer()
  const { till, disk } = openTab(ask)
  const other = openTab(ask, disk).till
  server.goods = new Map([...prices].filter(([id]) => id !== beans))
  till.add(white, 'Flat white', 1)
  till.add(beans, 'House blend', 1)
  await turn()
  const [first] = till.state().refused
  expect(first).toMatchObject({ name: 'House blend', why: 'not_sold' })
  if (first) till.ringUpAgain(first)
  await turn()
  other.heardRefused()
  const [second, ...more] = other.state().refused
  expect(more).toEqual([])
  expect(second?.key).not.toBe(first?.key)
  if (second) other.dismiss(second)
  till.heardRefused()
  expect([till.state().refused, disk.length]).toEqual([[], 0])
  expect(shown(till)).toEqual(['1 Flat white'])
})

test('rung up again while a payment runs, it waits for the next sale', async () => {
  const { server, ask } = openServer()
  const { till } = openTab(ask)
  server.goods = stocked(0)
  till.add(white, 'Flat white', 1)
  till.add(beans, 'House blend', 1)
  await turn()
  till.charge()
  await turn()
  const [refused] = till.state().refused
  if (refused) till.ringUpAgain(refused)
  expect(till.state().kept).toHaveLength(1)
  expect(till.state().refused).toEqual([])
})

test('corrected before the server had it, nothing is kept', async () => {
  const { server, ask } = openServer()
  const { till, events, wake } = openTab(ask)
  server.goods = stocked(1)
  server.up = false
  till.add(beans, 'House blend', 3)
  await turn()
  till.changeBy(-1)
  till.changeBy(-1)
  server.up = true
  wake()
  await turn()
  expect(shown(till)).toEqual(['1 House blend'])
  expect([till.state().refused, events.filter(({ type }) => type === 'not_taken')]).toEqual([[], []])
})
