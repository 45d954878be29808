import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { vi } from 'vitest'
import type { Edit } from '#lib/domain/cart.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { PaymentMood } from '#lib/domain/payment-view.ts'
import { liveCard, toPay } from '#lib/domain/sale.ts'
import { enginesAtRest } from '#lib/operations/advance-tender.ts'
import { chargeSale } from '#lib/operations/charge-sale.ts'
import { editSale } from '#lib/operations/edit-sale.ts'
import { receiveKnock } from '#lib/operations/receive-knock.ts'
import { beat, reconcile } from '#lib/operations/reconcile.ts'
import { type ShopWanted, setUp } from '#lib/operations/set-up.ts'
import { type SteerWish, steerPayment } from '#lib/operations/steer-payment.ts'
import { takeCash } from '#lib/operations/take-cash.ts'
import type { World } from '#lib/ports/world.ts'
import { saleOf } from '#lib/queries/sale.ts'
import { readEnv } from '#lib/server/env.ts'
import { type Wired, wire } from '#lib/server/world.ts'
import { startSimulator } from '#lib/stripe-simulator/server.ts'
import { testCards } from '#lib/test-cards/test-cards.ts'
import { controlOf } from './ask-simulator.ts'
import { freshDatabase, type TestDatabase } from './test-database.ts'

const PIN = '2468'

/**
 * A shop for stories: the real database, the real `stripe` package, the simulator over HTTP with its webhooks, and a clock that
 * only turns when the story turns it. The operations run in the test's own process; `wrap` stands between them and every World
 * that is started, and has that World's line to Stripe. Where there are several servers, whoever asks meets them in turn, Stripe's
 * knocks too, as behind a proxy.
 */
export async function openTill(
  more: {
    readonly wrap?: (world: World, connection: Wired['connection']) => World
    readonly log?: World['log']
    /** Where it is kept, if not on the server that all tests share. */
    readonly database?: TestDatabase
    /** How many servers there are on the one database; without it, one. */
    readonly servers?: number
    /** With a live key, which the simulator takes only because it is told to. Nothing is simulated then: no reader to begin with. */
    readonly live?: true
    /** Where the shop stands, if not in the United States. */
    readonly home?: Pick<ShopWanted, 'country' | 'place' | 'region'>
  } = {},
) {
  const database = more.database ?? (await freshDatabase())
  const wanted = more.servers ?? 1
  const allowLive = more.live ?? false
  const simulator = await startSimulator({
    port: 0,
    memory: true,
    seed: 'story',
    authorizationMs: 0,
    allowLive,
  })
  const secretKey = `sk_${allowLive ? 'live' : 'test'}_${randomBytes(12).toString('hex')}`
  const clock = { offset: 0, now: () => Date.now() + clock.offset }
  const knocks = await openDoor()
  const env = readEnv({
    DATABASE_URL: database.url,
    DATA_DIR: '/nowhere',
    PORT: String(knocks.port),
    APP_SECRET: randomBytes(32).toString('base64'),
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_API_BASE: simulator.origin,
    // A live key may go to a simulator of this machine only when the launcher has asked it.
    TAPLINE_LAUNCHED: '1',
    LOG_LEVEL: 'silent',
  })
  let requests = 0
  const start = (): Wired => {
    const wired = wire(env, { clock, ...(more.log ? { log: more.log } : {}) })
    wired.connection.onAsk(() => {
      requests++
    })
    return more.wrap ? { ...wired, world: more.wrap(wired.world, wired.connection) } : wired
  }
  let tills: readonly Wired[] = Array.from({ length: wanted }, start)
  let turns = 0
  const till = (): Wired => {
    const next = tills[turns++ % tills.length]
    if (!next) throw new Error('no server is left')
    return next
  }
  const everywhere = (work: (world: World) => Promise<unknown>) =>
    Promise.all(tills.map(({ world }) => work(world)))
  /** A server alone has nobody who could take it for dead. */
  const beatAll = () => (wanted > 1 ? everywhere(beat) : undefined)
  const end = (gone: readonly Wired[]) =>
    Promise.all(gone.map(one => one.live.close().then(() => one.pool.end())))
  knocks.listen(async (raw, signature) => {
    const { world } = till()
    const read = await world.readKnock(raw, signature)
    if (!read.ok) return 400
    await receiveKnock(world, read.knock)
    return 200
  })
  const { world } = till()
  await beatAll()
  await world.wiring.connect(knocks.origin)
  const owner = {
    shopName: 'Fern & Field',
    country: 'US',
    place: '212 Orchard Street, Asheville',
    region: 'NC 28801',
    ownerName: 'Mina Okafor',
    pin: PIN,
    samples: true,
    ...more.home,
  }
  const opened = await setUp(world, owner, {}, { simulatedReader: !allowLive })
  if (!opened.ok) throw new Error(`no shop: ${JSON.stringify(opened.refusal)}`)
  const sessionHash = world.tokens.hashOf(opened.value.sessionToken)
  const readerId = (await world.shops.shop())?.readerId ?? ''
  const goods = (await world.catalogue.all()).products
  const stripe = new Stripe(secretKey, {
    host: '127.0.0.1',
    port: simulator.port,
    protocol: 'http',
    maxNetworkRetries: 0,
  })
  const control = controlOf(simulator.origin, secretKey)

  const put = (name: string, quantity = 1): Edit => {
    const product = goods.find(one => one.name === name)
    if (!product) throw new Error(`no ${name} is sold here`)
    return { type: 'put', lineId: idOf('line', randomUUID()), productId: product.id, quantity }
  }
  const sale = async (saleId: SaleId) => {
    const found = await saleOf(till().world, saleId)
    if (!found) throw new Error(`no sale ${saleId}`)
    return found
  }
  const shownMinor = async (saleId: SaleId) => toPay((await sale(saleId)).sale).minor
  const asked = (saleId: SaleId) => ({ sessionHash, saleId })

  return {
    stripe,
    control,
    secretKey,
    appSecret: env.APP_SECRET,
    readerId,
    clock,
    sessionHash,
    databaseUrl: database.url,
    stripeOrigin: simulator.origin,
    get world() {
      return till().world
    },
    get pool() {
      return till().pool
    },
    sale,
    put,
    edit: (saleId: SaleId, ...edits: Edit[]) => editSale(till().world, { ...asked(saleId), edits }),

    /** Rings up one good on a new sale of its own. */
    async sell(name = 'Flat white', quantity = 1): Promise<SaleId> {
      // A sale that an earlier story left open is set aside by hand; parking will do this at the counter.
      await till().pool.query('update register set current_sale_id = null')
      const saleId = idOf('sale', randomUUID())
      const done = await editSale(till().world, { ...asked(saleId), edits: [put(name, quantity)] })
      if (!done.ok) throw new Error(`not sold: ${JSON.stringify(done.refusal)}`)
      return saleId
    },
    /** One press of Charge, or of Try another card. */
    async charge(saleId: SaleId, press: string = randomUUID(), reader?: string) {
      const { sale: now } = await sale(saleId)
      const tenderId = liveCard(now)?.id ?? idOf('tender', randomUUID())
      return chargeSale(till().world, {
        ...asked(saleId),
        press,
        tenderId,
        shownMinor: toPay(now).minor,
        readerId: reader,
      })
    },
    async cash(saleId: SaleId, handedMinor?: number) {
      const shown = await shownMinor(saleId)
      const tenderId = idOf('tender', randomUUID())
      return takeCash(till().world, {
        ...asked(saleId),
        tenderId,
        handedMinor: handedMinor ?? shown,
        shownMinor: shown,
      })
    },
    steer: (saleId: SaleId, wish: SteerWish) => steerPayment(till().world, { ...asked(saleId), wish }),

    reader: {
      async tap(name: (typeof testCards)[number]['name']) {
        const card = testCards.find(one => one.name === name)
        if (!card) throw new Error(`no card ${name}`)
        const { number, type } = card
        return stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId, {
          type,
          ...(type === 'interac_present' ? { interac_present: { number } } : { card_present: { number } }),
        })
      },
      customerCancels: () => control('POST', `readers/${readerId}/cancel`),
      letAuthorise: () => control('POST', `readers/${readerId}/release_authorization`),
      now: () => stripe.terminal.readers.retrieve(readerId),
    },
    /** Arms one of the simulator's moods, once unless told otherwise. */
    mood: (kind: string, options: object = {}) => control('POST', 'faults', { kind, ...options }),
    calm: () => control('DELETE', 'faults'),
    async intents(status?: string): Promise<Stripe.PaymentIntent[]> {
      const { data } = await stripe.paymentIntents.list({ limit: 100 })
      return status ? data.filter(one => one.status === status) : data
    },
    /** Waits until the story is as told: a state, never a time. */
    until: (told: () => Promise<void>) => vi.waitFor(told, { timeout: 15_000, interval: 10 }),
    async untilMood(saleId: SaleId, mood: PaymentMood | 'none') {
      await vi.waitFor(
        async () => {
          const now = (await sale(saleId)).payment?.mood ?? 'none'
          if (now !== mood) throw new Error(`the payment is ${now}, not ${mood}`)
        },
        { timeout: 15_000, interval: 10 },
      )
    },
    async untilPaid(saleId: SaleId) {
      await vi.waitFor(
        async () => {
          const { status } = (await sale(saleId)).sale
          if (status !== 'paid') throw new Error(`the sale is ${status}`)
        },
        { timeout: 15_000, interval: 10 },
      )
    },
    /**
     * Turns the clocks by seconds until it is as told. For stories that have turned them by more than five minutes: Stripe's knocks are
     * dated by the machine's clock and too old for ours by then, so what happens is found by looking.
     */
    async comes(told: () => Promise<void>) {
      for (let turns = 0; turns < 15; turns++) {
        const isSo = await told().then(
          () => true,
          () => false,
        )
        if (isSo) return
        await this.turn(3_000)
      }
      await told()
    },
    /** Turns both clocks, Stripe's and ours, and lets the reconciler do its round. */
    async turn(ms: number) {
      clock.offset += ms
      await control('POST', 'clock', { advance_ms: ms })
      await beatAll()
      await everywhere(reconcile)
      await everywhere(enginesAtRest)
    },
    /** The cashier's browser is still there: it has just asked for something. */
    async isThere() {
      const until = clock.now() + 12 * 3_600_000
      await till().pool.query('update session set expires_at = $1 where hash = $2', [until, sessionHash])
    },
    rest: () => everywhere(enginesAtRest),
    /** Every server that lives. */
    worlds: (): readonly World[] => tills.map(one => one.world),
    /** How often the till has asked Stripe so far. */
    stripeRequests: () => requests,
    /** The server dies where it stands and another starts on the same database. What was under way in it is forgotten. */
    async restart() {
      const old = tills
      tills = old.map(start)
      await end(old)
    },
    /** This server has died, and the others go on without it. */
    async bury(dead: World) {
      const gone = tills.filter(one => one.world === dead)
      tills = tills.filter(one => one.world !== dead)
      await end(gone)
    },
    /** As many servers as there were to begin with. */
    async fillUp() {
      tills = [...tills, ...Array.from({ length: wanted - tills.length }, start)]
      await beatAll()
    },
    async close() {
      await everywhere(enginesAtRest)
      await simulator.stop()
      await knocks.close()
      await end(tills)
      await database.drop()
    },
  }
}

export type StoryTill = Awaited<ReturnType<typeof openTill>>

/** Stripe's way in: an HTTP server that hands over raw bytes and answers with a status. */
async function openDoor() {
  let onKnock: (raw: string, signature: string | null) => Promise<number> = async () => 503
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const signature = request.headers['stripe-signature']
      onKnock(Buffer.concat(chunks).toString('utf8'), typeof signature === 'string' ? signature : null)
        .catch(() => 500)
        .then(status => response.writeHead(status).end())
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server's address is never a pipe's name.
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    listen: (handler: typeof onKnock) => {
      onKnock = handler
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
