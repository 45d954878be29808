import { z } from 'zod'

/**
 * A backup is gzip over lines of JSON: a header, then each table's name and its rows, then an end that tells what must have come. A row is
 * PostgreSQL's own text of it, so every value goes out and in through PostgreSQL's own functions. What has no end is no backup.
 */
export const Header = z.object({
  format: z.literal('tapline-backup'),
  version: z.literal(1),
  /** Milliseconds since 1970, by the clock of the machine. */
  madeAt: z.number(),
  postgres: z.string(),
  /** The `created_at` of every migration the database had, oldest first. */
  migrations: z.array(z.number()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
})

export const End = z.object({
  end: z.literal(true),
  counts: z.record(z.string(), z.number()),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
  /** The head of the audit chain; null when nothing was written into it yet. */
  audit: z.object({ seq: z.number(), hash: z.string() }).nullable(),
  /** SHA-256 of every line before this one. */
  sha256: z.string(),
})

export const Table = z.object({ table: z.string() })
export const Rows = z.array(z.string())

export type Header = z.infer<typeof Header>
export type End = z.infer<typeof End>

export const SUFFIX = '.tapline-backup'
