import type { HealthAnswer, PartAnswer } from '#lib/contracts/health.ts'
import { type HealthSample, MINUTE_MS, minuteOf, stripOf, upShare } from '#lib/domain/health-strip.ts'
import { addressMismatches } from '#lib/domain/wiring.ts'
import type { World } from '#lib/ports/world.ts'
import { addressOf } from './stripe-settings.ts'

const DAY_MINUTES = 24 * 60

type Reading = Pick<World, 'health' | 'shops' | 'machine' | 'wiring' | 'backups' | 'clock'>

/** Every part's last day, and what else tells how the till is. */
export async function healthDay(world: Reading): Promise<HealthAnswer> {
  const { health, shops, machine, wiring, backups, clock } = world
  const now = clock.now()
  const from = minuteOf(now) - (DAY_MINUTES - 1) * MINUTE_MS
  const [samples, shop, readers, facts, disk, made] = await Promise.all([
    health.since(from),
    shops.shop(),
    shops.readers(),
    health.facts(now),
    machine.disk(),
    backups.list(),
  ])
  const named: readonly (readonly [string, string])[] = [
    ['server', 'Till server'],
    ['database', 'Database'],
    ['stripe', 'Stripe'],
    ['webhooks', 'Webhooks'],
    ...readers.map(({ id, label }) => [`reader:${id}`, label] as const),
  ]
  const { version, bytes, ...counts } = facts
  const [why] = addressMismatches(addressOf(world, shop))
  return {
    now,
    from,
    parts: named.map(([part, label]) => ({
      ...partAnswer(samples, part, label, from),
      ...(part === 'webhooks' && why ? { why } : {}),
    })),
    versions: [
      { name: 'Tapline', version: machine.versions.tapline },
      { name: 'Node', version: machine.versions.node },
      { name: 'PostgreSQL', version },
      { name: 'Stripe’s API', version: wiring.version.pinned },
      { name: 'stripe package', version: wiring.version.packageVersion },
    ],
    disk: disk ?? null,
    databaseBytes: bytes,
    lastBackupAt: made[0]?.madeAt ?? null,
    ...counts,
  }
}

/** The minute that has just begun may not be looked at yet: that is no gap. */
function partAnswer(samples: readonly HealthSample[], part: string, label: string, from: number): PartAnswer {
  const last = samples.at(-1)
  const isFresh = last !== undefined && last.minute >= from + (DAY_MINUTES - 3) * MINUTE_MS
  const minutes = isFresh ? (last.minute - from) / MINUTE_MS + 1 : DAY_MINUTES
  const strip = stripOf(samples, part, from, minutes)
  const run = strip.at(-1)
  const since = from + (minutes - (run?.minutes ?? 0)) * MINUTE_MS
  return { part, label, state: run?.state ?? 'gap', since, strip, up: upShare(strip) ?? null }
}
