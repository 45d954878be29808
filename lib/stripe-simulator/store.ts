import { ClassicLevel } from 'classic-level'

/** Where an account's records go. `flushed` resolves when everything written so far would survive a kill −9. */
export type Store = {
  write(key: string, value: unknown): void
  flushed(): Promise<void>
  /** From now on nothing more is written: its account was forgotten. */
  close(): void
}

/** A folder of accounts; `null` folder means: forget everything on exit. */
export type Disk = {
  store(prefix: string): Store
  /** Every record of the disk as [prefix, key without prefix, value], in key order. */
  load(): AsyncIterable<[string, string, unknown]>
  /** Removes every record that begins with the prefix. */
  forget(prefix: string): Promise<void>
  close(): Promise<void>
}

const separator = '\u0000'

export function memoryDisk(): Disk {
  const nothing: Store = {
    write: () => undefined,
    flushed: async () => undefined,
    close: () => undefined,
  }
  return {
    store: () => nothing,
    async *load() {},
    forget: async () => undefined,
    close: async () => undefined,
  }
}

/** Opens (or makes) the folder. LevelDB hands each batch to the system before the promise resolves. */
export async function openDisk(folder: string): Promise<Disk> {
  const level = new ClassicLevel<string, string>(folder)
  await level.open().catch(error => {
    throw new Error(`the folder ${folder} cannot be opened, or another simulator is using it.`, {
      cause: error,
    })
  })
  const journal = new Journal(level)
  return {
    store: prefix => accountStore(journal, prefix + separator),
    async *load() {
      for await (const [key, text] of level.iterator()) {
        const cut = key.indexOf(separator)
        yield [key.slice(0, cut), key.slice(cut + 1), JSON.parse(text)]
      }
    },
    forget: async prefix => {
      await journal.flushed()
      await level.clear({ gte: prefix + separator, lt: `${prefix}\u0001` })
    },
    close: async () => {
      await journal.flushed()
      await level.close()
    },
  }
}

function accountStore(journal: Journal, prefix: string): Store {
  let open = true
  return {
    write: (key, value) => {
      if (open) journal.write(prefix + key, value)
    },
    flushed: () => journal.flushed(),
    close: () => {
      open = false
    },
  }
}

/**
 * Collects what was written since the last batch and sends it as one: batches must not overtake each other, and
 * requests that wait at the same time share one write.
 */
class Journal {
  readonly #level: ClassicLevel<string, string>
  #waiting = new Map<string, unknown>()
  #writing: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(level: ClassicLevel<string, string>) {
    this.#level = level
  }

  write(key: string, value: unknown): void {
    this.#waiting.set(key, value)
  }

  flushed(): Promise<void> {
    if (this.#waiting.size === 0) return this.#next ?? this.#writing
    this.#next ??= this.#writing.then(() => {
      this.#next = undefined
      this.#writing = this.#flush()
      return this.#writing
    })
    return this.#next
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting
    if (batch.size === 0) return
    this.#waiting = new Map()
    const changes = [...batch].map(([key, value]) =>
      value === undefined
        ? ({ type: 'del', key } as const)
        : ({ type: 'put', key, value: JSON.stringify(value) } as const),
    )
    await this.#level.batch(changes)
  }
}
