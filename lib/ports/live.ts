/**
 * What changed, never what it became. `key` is the URL a screen reads (`contracts/keys.ts`), `version` that of the thing behind it.
 * A signal is a row of the table `signal` (id bigint identity, key text, version bigint, at bigint in milliseconds), written in the very
 * commit it tells of and kept for a day. The row is the truth; the notification that follows the commit is only a hint to look.
 */
export type Signal = { readonly id: number; readonly key: string; readonly version: number }

/** Says to every server what has just been committed. Returns at once and never throws: what gets lost is found in the table. */
export type Announce = (signals: readonly Signal[]) => void

/** One server's ear: everything announced by any server comes by here once. */
export type LiveBus = {
  /** Calls back for every signal until the returned function is called. Order of ids is not promised. */
  subscribe(listener: (signal: Signal) => void): () => void
  /** Calls back when this server is about to end; at once when it already is. */
  onClose(listener: () => void): () => void
  /** Signals after this id, oldest first. Undefined when that is further back than the table reaches: read everything again. */
  since(id: number): Promise<readonly Signal[] | undefined>
  /** Whether the line to the database stands. While it does not, signals of other servers come seconds late. */
  listening(): boolean
}
