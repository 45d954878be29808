import type { Store } from './store.ts'

/**
 * One kind of object of one account, in memory, in order of creation. Reading never waits; `put` also hands the
 * record to the store, which has it on disk before the request is answered.
 */
export class Table<T extends { id: string }> {
  readonly name: string
  readonly #store: Store
  readonly #rows = new Map<string, Row<T>>()
  readonly #order: Row<T>[] = []
  #next = 0
  /** Where the oldest record is: what was removed before it is not walked past again and again. */
  #first = 0
  #holes = 0

  constructor(store: Store, name: string) {
    this.#store = store
    this.name = name
  }

  get(id: string): T | undefined {
    return this.#rows.get(id)?.value
  }

  get size(): number {
    return this.#rows.size
  }

  /** Adds the record, or says that it was changed. */
  put(value: T): T {
    const known = this.#rows.get(value.id)
    if (known) known.value = value
    const row = known ?? this.#append(value, this.#next)
    this.#store.write(this.#key(row), value)
    return value
  }

  remove(id: string): void {
    const row = this.#rows.get(id)
    if (!row) return
    this.#rows.delete(id)
    row.gone = true
    this.#holes += 1
    this.#store.write(this.#key(row), undefined)
    while (this.#order[this.#first]?.gone) this.#first += 1
    if (this.#holes > 1000 && this.#holes > this.#order.length / 2) this.#compact()
  }

  /** Puts back what the store had. Rows arrive in order of creation. */
  restore(seq: number, value: T): void {
    this.#append(value, seq)
  }

  *oldestFirst(): Generator<T> {
    for (let at = this.#first; at < this.#order.length; at += 1) {
      const row = this.#order[at]
      if (row && !row.gone) yield row.value
    }
  }

  /** Newest first; from below `after` when given, as Stripe's cursors want it. */
  *newestFirst(after?: string): Generator<T> {
    let at = this.#order.length - 1
    if (after !== undefined) at = this.#position(after) - 1
    for (; at >= 0; at -= 1) {
      const row = this.#order[at]
      if (row && !row.gone) yield row.value
    }
  }

  /** What was created after the record `before`, oldest first. */
  *newerThan(before: string): Generator<T> {
    for (let at = this.#position(before) + 1; at < this.#order.length; at += 1) {
      const row = this.#order[at]
      if (row && !row.gone) yield row.value
    }
  }

  #append(value: T, seq: number): Row<T> {
    const row: Row<T> = { seq, value, gone: false }
    this.#rows.set(value.id, row)
    this.#order.push(row)
    this.#next = seq + 1
    return row
  }

  #position(id: string): number {
    const seq = this.#rows.get(id)?.seq ?? 0
    let low = 0
    let high = this.#order.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#order[middle]?.seq ?? 0) < seq) low = middle + 1
      else high = middle
    }
    return low
  }

  #compact(): void {
    const kept = this.#order.filter(row => !row.gone)
    this.#order.length = 0
    for (const row of kept) this.#order.push(row)
    this.#first = 0
    this.#holes = 0
  }

  #key(row: Row<T>): string {
    return `${this.name}!${String(row.seq).padStart(12, '0')}`
  }
}

type Row<T> = { seq: number; value: T; gone: boolean }
