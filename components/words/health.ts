import type { HealthAnswer, PartAnswer } from '#lib/contracts/health.ts'
import { MINUTE_MS, nextLookAt } from '#lib/domain/health-strip.ts'

export const STATE_WORDS: Readonly<Record<PartAnswer['state'], string>> = {
  up: 'works',
  slow: 'slow',
  down: 'does not work',
  unknown: 'not known',
  gap: 'nobody looked',
}

/** The whole in one sentence: the worst first, and nothing called good that nobody looked at. */
export function statusLine(parts: readonly PartAnswer[]): {
  readonly tone: 'done' | 'care' | 'stop'
  readonly words: string
} {
  const bad = parts.filter(part => part.state === 'down')
  const readers = bad.filter(part => part.part.startsWith('reader:'))
  const others = bad.filter(part => !part.part.startsWith('reader:'))
  if (others.length > 0)
    return {
      tone: 'stop',
      words: `${list(others.map(part => part.label))} ${others.length === 1 ? 'does' : 'do'} not work.`,
    }
  if (parts[0]?.state === 'gap')
    return { tone: 'care', words: 'The last minutes have not been looked at yet.' }
  if (readers.length > 0)
    return {
      tone: 'care',
      words: `${list(readers.map(part => part.label))} ${readers.length === 1 ? 'is' : 'are'} offline. Everything else works.`,
    }
  const slow = parts.filter(part => part.state === 'slow')
  if (slow.length > 0) return { tone: 'care', words: `${list(slow.map(part => part.label))} answers slowly.` }
  const unknown = parts.filter(part => part.state === 'unknown' || part.state === 'gap')
  if (unknown.length > 0)
    return { tone: 'care', words: `Nothing is known of ${list(unknown.map(part => part.label))} yet.` }
  return { tone: 'done', words: 'Everything works.' }
}

const MOST_NAMED = 3

function list(labels: readonly string[]): string {
  if (labels.length > MOST_NAMED)
    return `${labels.slice(0, MOST_NAMED - 1).join(', ')} and ${labels.length - MOST_NAMED + 1} more`
  return labels.length < 2 ? (labels[0] ?? '') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`
}

export type Spell = { readonly words: string; readonly from: number; readonly to: number }

/** What was not good in the last day, in order, for those who read it. The hours before anybody knew anything are none of it. */
export function spells({ strip }: PartAnswer, from: number): readonly Spell[] {
  let at = from
  const all = strip.map(run => {
    const begun = at
    at += run.minutes * MINUTE_MS
    return { state: run.state, from: begun, to: at }
  })
  const first = all.findIndex(run => run.state !== 'gap' && run.state !== 'unknown')
  return all
    .filter((run, i) => i >= first && first >= 0 && run.state !== 'up')
    .map(run => ({ words: STATE_WORDS[run.state], from: run.from, to: run.to }))
}

/** 99.8 %, 100 % only where nothing was missing. */
export function shareWords(up: number | null): string {
  if (up === null) return '–'
  const tenths = Math.floor(up * 1000) / 10
  return `${tenths === 100 && up < 1 ? 99.9 : tenths} %`
}

/** 1.4 GB, 220 kB: as disks are sold. */
export function bytesWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`
}

/** 5 minutes ago, 3 days ago. */
export function agoWords(at: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - at) / MINUTE_MS))
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return hours === 1 ? 'an hour ago' : `${hours} hours ago`
  return `${Math.floor(hours / 24)} days ago`
}

/** When every part is looked at again: next in 40 s. */
export function nextLookWords(now: number): string {
  const seconds = Math.floor((nextLookAt(now) - now) / 1000)
  return seconds < 1 ? 'next now' : `next in ${seconds} s`
}

/** A disk that is nearly full stops the database. */
export const isDiskLow = ({ disk }: Pick<HealthAnswer, 'disk'>): boolean =>
  disk !== null && disk.freeBytes < Math.min(2_000_000_000, disk.totalBytes / 10)
