import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'

/** How long the disk takes to keep 8 KiB, in milliseconds, each time. */
export function fdatasyncs(runs: number): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'tapline-bench-'))
  const file = openSync(join(folder, 'log'), 'a')
  const page = Buffer.alloc(8192, 1)
  try {
    return Array.from({ length: runs }, () => {
      const began = performance.now()
      writeSync(file, page)
      fdatasyncSync(file)
      return performance.now() - began
    })
  } finally {
    closeSync(file)
    rmSync(folder, { recursive: true })
  }
}

/** How long a durable commit of one bare row takes, and how many there are in a second. */
export async function bareCommits(pool: pg.Pool, { runs, inFlight }: { runs: number; inFlight: number }) {
  await pool.query('create table if not exists bench_row (id bigint generated always as identity, what text)')
  const insert = { name: 'bench_insert', text: 'insert into bench_row (what) values ($1)', values: ['a row'] }
  await Promise.all(Array.from({ length: inFlight }, () => pool.query(insert)))
  const times: number[] = []
  const began = performance.now()
  const worker = async () => {
    while (times.length < runs) {
      const start = performance.now()
      await pool.query(insert)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return { times, perSecond: (times.length / (performance.now() - began)) * 1000 }
}
