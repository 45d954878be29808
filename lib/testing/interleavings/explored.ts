import type { Budget } from './budget.ts'
import type { Doors } from './doors.ts'
import type { Rule } from './rules.ts'
import type { Stripe } from './state.ts'

/** A bounded world: what stands on the counter, who may do how much, and which defect is planted in it, if any. */
export type Explored = {
  readonly name: string
  /** Pieces of the one good in the sale at each till. */
  readonly tills: readonly number[]
  readonly readers: number
  readonly servers: number
  /** Set: presses may begin on a server in the middle of something, as long as it waits for fewer answers than this. */
  readonly sameServer?: number
  /** Cards are only authorised: the money must be captured. */
  readonly manual?: boolean
  /** The shop holds money until somebody captures it; the register reads the card first and asks. */
  readonly holds?: boolean
  readonly twoSteps?: boolean
  /** Browsers that have not heard of a payment under way: each press of Charge comes with the id of a new tender. */
  readonly freshTenders?: boolean
  readonly budget: Budget
  readonly without: ReadonlySet<Rule>
  /** At closing time the clock counts; before, the explorer decides what is due. */
  readonly exactTimes: boolean
  readonly keyOf?: (key: string, stripe: Stripe) => string
  /** A planted defect between the operations and their ports. */
  readonly wrap?: (doors: AllDoors) => Doors
  /** The sweep heals what some defects do: these are looked at without it. */
  readonly noSweep?: boolean
  /** Only the states are watched: the defect shows there, and closing time would find a smaller one first. */
  readonly noClosing?: boolean
  /** Kept answers are never forgotten: needed where a defect uses an old key again. */
  readonly keepKeys?: boolean
}

/** The ports, and one more that only a defect uses: to tell the screens before the commit. */
export type AllDoors = Doors & { announce(saleId: string): Promise<void> }
