import type { Refusal } from './refusal.ts'

/**
 * The answer of long work comes line by line, each a JSON of its own: how far it is, and at last what came of it. `broken`: it went wrong
 * half-way, and the server's log says why.
 */
export type WorkLine<Ended> =
  | { readonly done: number; readonly of?: number }
  | { readonly ended: Ended }
  | { readonly refusal: Refusal }
  | { readonly broken: true }
