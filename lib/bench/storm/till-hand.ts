import type { RefusalBody } from '#lib/contracts/refusal.ts'
import type { SaleAnswer } from '#lib/contracts/sale-answer.ts'
import type { SaleId } from '#lib/domain/ids.ts'
import type { Figures } from './figures.ts'
import { type Answered, ask } from './http.ts'
import { type Memory, remember } from './memory.ts'
import type { Desk } from './open-shop.ts'
import type { Dice } from './random.ts'
import type { TillServer } from './till-server.ts'
import { wait } from './wait.ts'

/** What came of a press: the sale as it is now, or why not. */
export type Pressed =
  | { readonly ok: true; readonly now: SaleAnswer }
  | { readonly ok: false; readonly kind: string; readonly now?: SaleAnswer; readonly saleId?: SaleId }

/** A browser at a desk, as far as HTTP goes. */
export type Hand = {
  /** Sends until there is an answer, the same bytes each time: now and then its line breaks, now and then it is pressed twice. */
  press(path: string, body: object): Promise<Pressed>
  look(saleId: SaleId): Promise<SaleAnswer | undefined>
}

const LINE_BREAKS = 0.02
const TWICE = 0.02
const GIVE_UP_MS = 120_000

export function handAt(options: {
  readonly desk: Desk
  readonly servers: readonly TillServer[]
  readonly dice: Dice
  readonly figures: Figures
  readonly memory: Memory
}): Hand {
  const { desk, servers, dice, figures, memory } = options
  const anyServer = () => {
    const up = servers.filter(server => server.isUp())
    return (up[dice.between(0, up.length - 1)] ?? servers[0])?.origin ?? ''
  }
  const send = (path: string, body: object, lose = false) => {
    const url = anyServer()
    return ask({ method: 'POST', url: url + path, headers: { cookie: desk.cookie, origin: url }, body, lose })
  }
  /** 5xx and no answer at all say nothing; the press is sent again. */
  const untilAnswered = async (path: string, body: object): Promise<Answered> => {
    const deadline = performance.now() + GIVE_UP_MS
    for (let tries = 0; performance.now() < deadline; tries++) {
      const lose = tries === 0 && dice.chance(LINE_BREAKS)
      if (lose) figures.count('robots line broken after a press')
      const answer = await send(path, body, lose)
      if (answer && answer.status < 500) return answer
      if (answer) figures.count(`answers ${answer.status}`)
      else if (!lose) figures.count('robots no answer, pressed again')
      await wait(dice.between(20, 250))
    }
    throw new Error(`The till did not answer ${path} for two minutes.`)
  }
  return {
    async press(path, body) {
      const twice = dice.chance(TWICE)
      if (twice) figures.count('robots pressed twice at once')
      const [answer] = await Promise.all([
        untilAnswered(path, body),
        twice ? untilAnswered(path, body) : undefined,
      ])
      return readPressed(answer, memory)
    },
    async look(saleId) {
      const url = `${anyServer()}/api/sales/${saleId}`
      const answer = await ask({ method: 'GET', url, headers: { cookie: desk.cookie } })
      if (answer?.status !== 200) return undefined
      const now = saleIn(answer)
      remember(memory, now)
      return now
    },
  }
}

function readPressed(answer: Answered, memory: Memory): Pressed {
  if (answer.status === 200) {
    const now = saleIn(answer)
    remember(memory, now)
    return { ok: true, now }
  }
  // The till's own body of a refusal; whatever else it is counts as one without a name.
  const { refusal, sale } = (answer.body ?? {}) as Partial<RefusalBody>
  const kind = refusal?.kind ?? `http_${answer.status}`
  const other = refusal?.kind === 'other_draft' ? { saleId: refusal.saleId } : {}
  // A refusal brings the sale as it is now, in the shape of every answer.
  return { ok: false, kind, ...other, ...(sale ? { now: sale as SaleAnswer } : {}) }
}

// True because the route answers nothing else with 200.
const saleIn = (answer: Answered) => answer.body as SaleAnswer
