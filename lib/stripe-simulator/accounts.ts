import { Account, type Settings } from './account.ts'
import { perform } from './jobs.ts'
import type { Disk } from './store.ts'
import type { Table } from './table.ts'
import { resume } from './webhooks.ts'

/** All accounts of this simulator. A key that is seen for the first time gets an empty one. */
export class Accounts {
  readonly #settings: Settings
  readonly #disk: Disk
  readonly #known = new Map<string, Account>()

  constructor(settings: Settings, disk: Disk) {
    this.#settings = settings
    this.#disk = disk
  }

  of(key: string): Account {
    return this.#known.get(key) ?? this.#open(key, account => account.wake())
  }

  all(): Iterable<Account> {
    return this.#known.values()
  }

  /** Reads the folder; afterwards every account is as it was. */
  async load(): Promise<void> {
    for await (const [key, name, value] of this.#disk.load()) {
      const account = this.#known.get(key) ?? this.#open(key, () => undefined)
      const [tableName = '', seq = '0'] = name.split('!')
      const table = tableOf(account, tableName)
      // The row was written by a table of this name, so it has the type that the table holds.
      table?.restore(Number(seq), value as { id: string })
    }
    for (const account of this.#known.values()) {
      account.wake()
      resume(account)
    }
  }

  /** Forgets everything of this key, on disk too. */
  async reset(key: string): Promise<void> {
    const account = this.#known.get(key)
    account?.close()
    this.#known.delete(key)
    await this.#disk.forget(key)
    for (const watchers of account?.watchers.values() ?? []) for (const watcher of watchers) watcher()
  }

  stop(): void {
    for (const account of this.#known.values()) account.stop()
  }

  #open(key: string, then: (account: Account) => void): Account {
    const account = new Account(key, this.#settings, this.#disk)
    account.clock.run = job => perform(account, job)
    this.#known.set(key, account)
    then(account)
    return account
  }
}

function tableOf(account: Account, storedName: string): Table<{ id: string }> | undefined {
  for (const table of Object.values(account.tables)) {
    // Every table holds records with an id; which other fields they have does not matter here.
    if (table.name === storedName) return table as unknown as Table<{ id: string }>
  }
  return undefined
}
