import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportOf } from '#lib/bench/storm/report.ts'
import { runStorm } from '#lib/bench/storm/storm.ts'
import { build } from '#lib/launcher/build.js'

/** The production build is what is stormed; where it is up to date this takes no time. */
beforeAll(() => build(), 600_000)

const folder = mkdtempSync(join(tmpdir(), 'tapline-storm-'))
chmodSync(folder, 0o711)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a short storm: half a minute of every fault, killed and restarted, and the books are right', async () => {
  const outcome = await runStorm({
    seed: 1,
    minutes: 0.5,
    payments: 200,
    servers: 1,
    postgres: false,
    registers: 32,
    killEvery: 10,
    folder,
  })
  const { figures, violations } = outcome
  expect(violations, reportOf(outcome)).toEqual([])
  // A storm in which nothing happened proves nothing.
  expect(figures.of('kills')).toBeGreaterThan(0)
  expect(figures.under('faults').length).toBeGreaterThan(8)
  expect(figures.of('sales paid')).toBeGreaterThan(50)
}, 360_000)
