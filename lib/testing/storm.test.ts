import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportOf } from '#lib/bench/storm/report.ts'
import { runStorm } from '#lib/bench/storm/storm.ts'
import { build } from '#lib/launcher/build.js'
import { inProject } from '#lib/launcher/project.js'
import { leaksIn } from './leaks.ts'

/** The production build is what is stormed; where it is up to date this takes no time. */
beforeAll(() => build(), 600_000)

/** What the servers were told and may not tell. */
const known: Record<string, string> = {}

const folder = mkdtempSync(join(tmpdir(), 'tapline-storm-'))
chmodSync(folder, 0o711)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  { where: 'embedded', servers: 1, postgres: false, registers: 32, payments: 120 },
  { where: 'PostgreSQL over TCP, two servers', servers: 2, postgres: true, registers: 24, payments: 80 },
] as const)(
  'a short storm ($where): half a minute of every fault, killed and restarted, and the books are right',
  async ({ where: _, ...size }) => {
    const place = join(folder, `of-${size.servers}`)
    const outcome = await runStorm({
      ...size,
      seed: size.servers,
      minutes: 0.4,
      killEvery: 8,
      // As a shop's till tells its log.
      logLevel: 'info',
      folder: place,
    })
    const { figures, violations, secrets } = outcome
    for (const [name, secret] of Object.entries(secrets)) known[`${name}, ${size.servers}`] = secret
    expect(violations, reportOf(outcome)).toEqual([])
    // A storm in which nothing happened proves nothing.
    expect(figures.of('kills')).toBeGreaterThan(0)
    expect(figures.under('faults').length).toBeGreaterThan(8)
    expect(figures.of('sales paid')).toBeGreaterThan(25)
  },
  600_000,
)

test('the servers’ logs of all that hold no secret, no card and no PIN', () => {
  const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    /(^|\/)till-\d+\.log$/.test(file),
  )
  expect(logs.length).toBeGreaterThan(2)
  // The keys' key and the PIN of each shop, and a session at every register.
  expect(Object.keys(known).length).toBeGreaterThanOrEqual(32 + 24 + 4)
  const told = logs.map(file => [file, readFileSync(join(folder, file), 'utf8')] as const)
  // A log that tells nothing gives nothing away.
  expect(told.map(([, text]) => text).join('')).toMatch(/"level":[34]0/)
  for (const [file, text] of told) expect(leaksIn(text, { known, strict: true }), file).toEqual([])
})

test('nothing that was built holds a secret, neither for browsers nor for the server', () => {
  const built = inProject('.next')
  const files = ['server', 'static'].flatMap(part =>
    readdirSync(join(built, part), { recursive: true, encoding: 'utf8' })
      .filter(file => /\.(js|css|json|map|html|rsc|body|meta)$/.test(file))
      .map(file => join(built, part, file)),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap(file => leaksIn(readFileSync(file, 'utf8')).map(leak => `${file}: ${leak}`))).toEqual(
    [],
  )
})
