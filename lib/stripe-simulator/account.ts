import { Clock, type Job } from './clock.ts'
import type { Fault, Plan } from './faults.ts'
import { Ids } from './ids.ts'
import { intentIn } from './model/actions.ts'
import { provideDefault } from './model/configurations.ts'
import type { Device } from './model/device.ts'
import type * as made from './model/objects.ts'
import type { Disk, Store } from './store.ts'
import { Table } from './table.ts'

/** What a started simulator is set to; the same for all its accounts. */
export type Settings = {
  seed: string
  /** How long an authorisation takes, in milliseconds. */
  authorizationMs: number
  /** How long the way to a reader and back takes, in milliseconds. */
  readerMs: number
  rateLimit: boolean
}

/** An answer kept under an idempotency key; `id` is the key. */
export type KeptAnswer = { id: string; fingerprint: string; status: number; body: string; at: number }

/** One attempt to tell one endpoint about one event. */
export type Delivery = {
  id: string
  event: string
  type: string
  endpoint: string
  attempt: number
  status: string
  at: number
}

/** Facts about an endpoint that its API object does not show. */
export type EndpointSecret = { id: string; secrets: { value: string; until: number | null }[] }

/** What a restricted key may do; `id` is the key. Resources that are not named are closed to it. */
export type RestrictedKey = { id: string; permissions: Record<string, 'read' | 'write'> }

/** What the account says of itself where it was told to; `id` is `profile`. */
export type Profile = {
  id: string
  name?: string | undefined
  country?: string | undefined
  default_currency?: string | undefined
  charges_enabled?: boolean | undefined
}

type Meta = { id: 'meta'; boots: number; offset: number }
type DurableJob = Job & { id: string }

function makeTables(store: Store) {
  const table = <T extends { id: string }>(name: string) => new Table<T>(store, name)
  return {
    meta: table<Meta>('meta'),
    jobs: table<DurableJob>('jobs'),
    locations: table<made.Location>('locations'),
    configurations: table<made.Configuration>('configurations'),
    readers: table<made.Reader>('readers'),
    devices: table<Device>('devices'),
    paymentIntents: table<made.Intent>('payment_intents'),
    charges: table<made.Charge>('charges'),
    refunds: table<made.Refund>('refunds'),
    paymentMethods: table<made.Method>('payment_methods'),
    customers: table<made.Customer>('customers'),
    setupIntents: table<made.SetupIntent>('setup_intents'),
    setupAttempts: table<made.SetupAttempt>('setup_attempts'),
    balanceTransactions: table<made.BalanceTransaction>('balance_transactions'),
    payouts: table<made.Payout>('payouts'),
    files: table<made.StoredFile>('files'),
    fileContents: table<{ id: string; base64: string }>('file_contents'),
    events: table<made.StoredEvent>('events'),
    endpoints: table<made.Endpoint>('webhook_endpoints'),
    endpointSecrets: table<EndpointSecret>('endpoint_secrets'),
    deliveries: table<Delivery>('deliveries'),
    answers: table<KeptAnswer>('answers'),
    restrictedKeys: table<RestrictedKey>('restricted_keys'),
    profile: table<Profile>('profile'),
    paidOut: table<{ id: string; payout: string }>('paid_out'),
    tombstones: table<made.Tombstone>('tombstones'),
  }
}

export type Tables = ReturnType<typeof makeTables>

/** Everything one secret key can see. Nothing in here is shared with another key. */
export class Account {
  readonly key: string
  readonly livemode: boolean
  readonly settings: Settings
  readonly clock = new Clock()
  readonly tables: Tables
  readonly #store: Store
  ids: Ids
  /** The request that is being executed, for the `request` of the events it causes. */
  cause: { id: string | null; idempotency_key: string | null } = { id: null, idempotency_key: null }
  /** Armed faults, oldest first. They are not kept over a restart. */
  faults: Fault[] = []
  plan: Plan | undefined
  stopped = false
  /** Idempotency keys whose first request is still running. */
  readonly running = new Set<string>()
  /** Ids of readers and intents that another request works on at this moment. */
  readonly locked = new Set<string>()
  /** How often the hold of an intent was asked to grow. */
  readonly increments = new Map<string, number>()
  /** Commands that will reach their reader after all, by job. */
  readonly lateCommands = new Map<string, () => void>()
  /** Who wants to hear that a reader's screen may have changed. */
  readonly watchers = new Map<string, Set<() => void>>()

  constructor(key: string, settings: Settings, disk: Disk) {
    this.key = key
    this.livemode = key.includes('_live_')
    this.settings = settings
    this.#store = disk.store(key)
    this.tables = makeTables(this.#store)
    this.ids = new Ids(settings.seed, key, 0)
  }

  /** Resolves when all that happened so far would survive a kill −9. */
  flushed(): Promise<void> {
    return this.#store.flushed()
  }

  /** To be called once, when the tables hold what the disk had. */
  wake(): void {
    const meta = this.tables.meta.get('meta')
    const boots = (meta?.boots ?? 0) + 1
    this.ids = new Ids(this.settings.seed, this.key, boots)
    this.clock.offset = meta?.offset ?? 0
    this.tables.meta.put({ id: 'meta', boots, offset: this.clock.offset })
    for (const job of this.tables.jobs.oldestFirst()) this.clock.at(job)
    provideDefault(this)
    for (const device of this.tables.devices.oldestFirst()) {
      const action = this.tables.readers.get(device.id)?.action ?? null
      const intent = action?.type === 'refund_payment' ? null : intentIn(action)
      if (device.phase === 'authorizing' && intent) this.locked.add(intent)
    }
  }

  /** The account was forgotten: what still runs for it leaves no trace. */
  close(): void {
    this.stop()
    this.#store.close()
  }

  /** The program ends: what is still on its way begins anew at the next start. */
  stop(): void {
    this.stopped = true
    this.clock.stop()
  }

  /** A job that a restart must not forget. */
  schedule(job: Job): void {
    this.tables.jobs.put(job)
    this.clock.at(job)
  }

  unschedule(id: string): void {
    this.clock.drop(id)
    this.tables.jobs.remove(id)
  }

  async turnClock(ms: number): Promise<void> {
    await this.clock.advance(ms)
    const meta = this.tables.meta.get('meta')
    this.tables.meta.put({ id: 'meta', boots: meta?.boots ?? 1, offset: this.clock.offset })
    await this.flushed()
  }

  /** Tells the pages that look at this reader. */
  stir(reader: string): void {
    for (const watcher of this.watchers.get(reader) ?? []) watcher()
  }
}
