import { divideHalfUp, type Money, money } from './money.ts'

const WHOLE = 10_000 // basis points

/** The tax inside a price that already contains it, rounded half up, per line. `rateBp` in basis points: 20 % is 2 000. */
export const taxInside = (gross: Money, rateBp: number): Money =>
  money(divideHalfUp(gross.minor * rateBp, WHOLE + rateBp), gross.currency)

/** The tax that comes on top of a price, rounded half up, per line. */
export const taxOnTop = (net: Money, rateBp: number): Money =>
  money(divideHalfUp(net.minor * rateBp, WHOLE), net.currency)
