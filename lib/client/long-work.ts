import type { WorkLine } from '#lib/contracts/long-work.ts'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { hearLines } from './hear-lines.ts'

type Far = { readonly done: number; readonly of?: number }

export type LongWork<Ended> =
  | { readonly at: 'rest' }
  | ({ readonly at: 'busy' } & Far)
  | { readonly at: 'ended'; readonly ended: Ended }
  | { readonly at: 'refused'; readonly refusal: Refusal }
  /** By whoever began it, so far. */
  | ({ readonly at: 'stopped' } & Far)
  /** Nobody answered, or not to the end. */
  | { readonly at: 'lost' }

/** Asks for the work and shows where it is, until it has ended in one way or another. Aborting stops it. Never throws. */
export async function watchWork<Ended>(
  url: string,
  show: (work: LongWork<Ended>) => void,
  signal: AbortSignal,
): Promise<void> {
  let far: Far = { done: 0 }
  let end: LongWork<Ended> | undefined
  show({ at: 'busy', ...far })
  const hear = (told: unknown) => {
    // True because these URLs answer with these lines and no others.
    const line = told as WorkLine<Ended>
    if ('done' in line) {
      far = line
      show({ at: 'busy', ...line })
    } else if ('ended' in line) end = { at: 'ended', ended: line.ended }
    else if ('refusal' in line) end = { at: 'refused', refusal: line.refusal }
  }
  await hearLines(url, { type: 'application/json', body: '{}' }, hear, signal)
  show(end ?? (signal.aborted ? { at: 'stopped', ...far } : { at: 'lost' }))
}
