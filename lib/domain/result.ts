/** What a cashier can meet is a value: done with something, or refused with a reason. */
export type Result<T, R> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const refuse = <R>(refusal: R): { readonly ok: false; readonly refusal: R } => ({ ok: false, refusal })

/** What only we can have caused. It flies to the door, is logged once there and answered with 500. */
export class BrokenInvariant extends Error {}

export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new BrokenInvariant(what)
}

/** Closes a switch over one of our own unions: a new case must break the build here. */
export function impossible(value: never): never {
  throw new BrokenInvariant(`impossible: ${JSON.stringify(value)}`)
}
