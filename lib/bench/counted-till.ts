import { randomUUID } from 'node:crypto'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import { idOf, type SaleId } from '#lib/domain/ids.ts'
import type { ReadKnock } from '#lib/ports/knock.ts'
import { SESSION_COOKIE } from '#lib/server/cookies.ts'
import { POST as cash } from '../../app/api/sales/[saleId]/cash/route.ts'
import { POST as charge } from '../../app/api/sales/[saleId]/charge/route.ts'
import { POST as edits } from '../../app/api/sales/[saleId]/edits/route.ts'
import { POST as knock } from '../../app/api/stripe/webhook/route.ts'
import { POST as readerKnock } from '../../app/api/stripe/webhook/terminal/route.ts'
import { openOwnTill } from './own-till.ts'
import { countStatements } from './statement-counter.ts'
import { until } from './until.ts'

const ROUTES = { edits, charge, cash }
const TURNED_AWAY = { ok: false, because: 'wrong_signature' } as const
const ORIGIN = 'http://till.example'

/**
 * The routes themselves, in this process, on a world whose pool can be listened at. Stripe's knocks are kept at the door, and
 * handed to the real route one by one, signature and all.
 */
export async function openCountedTill(databaseUrl: string) {
  const till = await openOwnTill(databaseUrl)
  const knocks: { readonly raw: string; readonly signature: string | null; readonly type: string }[] = []
  const world = {
    ...till.world,
    // The session's token cannot be had back from its hash; its hash serves as the token here.
    tokens: { ...till.world.tokens, hashOf: (token: string) => token },
  }
  const keep: ReadKnock = async (raw, signature) => {
    knocks.push({ raw, signature, type: String(JSON.parse(raw).type) })
    return TURNED_AWAY
  }
  Object.assign(till.world, { readKnock: keep })
  Object.assign(globalThis, { taplineWired: { world } })
  const { during } = countStatements(till.pool)

  const asked = (path: string, body: string, headers: Record<string, string>) =>
    new Request(ORIGIN + path, {
      method: 'POST',
      headers: { host: 'till.example', origin: ORIGIN, 'content-type': 'application/json', ...headers },
      body,
    })
  const write = (what: keyof typeof ROUTES, saleId: SaleId, body: object) =>
    during(async () => {
      const request = asked(`/api/sales/${saleId}/${what}`, JSON.stringify(body), {
        cookie: `${SESSION_COOKIE}=${till.sessionHash}`,
      })
      const response = await ROUTES[what](request, { params: Promise.resolve({ saleId }) })
      if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`)
      // True because it is the route's own answer.
      return (await response.json()) as SaleAnswer
    })

  return {
    till,
    edit: (saleId: SaleId, good: string) => write('edits', saleId, { edits: [till.put(good)] }),
    charge: (saleId: SaleId, shownMinor: number) =>
      write('charge', saleId, {
        press: randomUUID(),
        tenderId: idOf('tender', randomUUID()),
        shownMinor,
      }),
    cash: (saleId: SaleId, shownMinor: number) =>
      write('cash', saleId, { tenderId: idOf('tender', randomUUID()), handedMinor: shownMinor, shownMinor }),
    /** Waits for Stripe's next knock of this type and lets it in. */
    async knock(type: string) {
      const one = await until(type, () => knocks.find(kept => kept.type === type))
      knocks.splice(knocks.indexOf(one), 1)
      const route = type.startsWith('terminal.') ? readerKnock : knock
      return during(async () => {
        const request = asked('/api/stripe/webhook', one.raw, {
          'stripe-signature': one.signature ?? '',
        })
        const response = await route(request, { params: Promise.resolve({}) })
        if (!response.ok) throw new Error(`${type}: ${response.status} ${await response.text()}`)
      })
    },
  }
}

export type CountedTill = Awaited<ReturnType<typeof openCountedTill>>
