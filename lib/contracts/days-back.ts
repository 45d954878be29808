/** How far back a list goes, in whole days from now. Undefined for what makes no sense: an address may be old, or typed. */
export function daysBack(text: string | undefined): number | undefined {
  const days = Number(text)
  return Number.isInteger(days) && days >= 1 && days <= 3_660 ? days : undefined
}

/** The same as a moment, where there is one. */
export const sinceDaysBack = (days: number | undefined, nowMs: number): number | undefined =>
  days === undefined ? undefined : nowMs - days * 86_400_000
