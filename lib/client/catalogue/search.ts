/** What a search found. `hits` are rows, best first and cut to what a screen can show; `rows` are all of them, to be narrowed. */
export type Found = {
  readonly query: string
  readonly rows: readonly number[]
  readonly hits: readonly number[]
}

/** More than this nobody reads; the count still tells how many there are. */
const SHOWN = 20

export const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean)

/**
 * Every word of the query must occur somewhere in a good's text. Words that start a word come first, then the earlier
 * the better. While somebody types on, only the previous hits are looked at (`narrow`): what lacked "ci" lacks "cin".
 */
export function search(texts: readonly string[], query: string, narrow?: Found): Found {
  const words = wordsOf(query)
  if (words.length === 0) return { query, rows: [], hits: [] }
  const among = narrow && narrow.query !== '' && query.startsWith(narrow.query) ? narrow.rows : undefined
  const rows: number[] = []
  if (among) {
    for (const row of among) if (hasAll(texts[row] ?? '', words)) rows.push(row)
  } else {
    for (let row = 0; row < texts.length; row++) if (hasAll(texts[row] ?? '', words)) rows.push(row)
  }
  return { query, rows, hits: best(texts, rows, words) }
}

function hasAll(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false
  return true
}

/** Sorted by rank without sorting 50 000 rows: rows fall into few ranks, and only the first are kept of each. */
function best(
  texts: readonly string[],
  rows: readonly number[],
  words: readonly string[],
): readonly number[] {
  const ranks: number[][] = [[], [], []]
  for (const row of rows) {
    const bucket = ranks[rankOf(texts[row] ?? '', words)]
    if (bucket && bucket.length < SHOWN) bucket.push(row)
  }
  return ranks.flat().slice(0, SHOWN)
}

/** 0: the text starts with the query's first word. 1: every word starts a word. 2: somewhere inside. */
function rankOf(text: string, words: readonly string[]): 0 | 1 | 2 {
  for (const word of words) if (!startsAWord(text, word)) return 2
  return text.startsWith(words[0] ?? '') ? 0 : 1
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !isWordLetter(text.charCodeAt(at - 1))) return true
  }
  return false
}

/** Digits, Latin letters, and everything beyond ASCII: é is a letter, a space and a hyphen are not. */
const isWordLetter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || code > 127

/** The pieces of a name, the found ones marked, for the screen to paint. */
export function marked(
  name: string,
  words: readonly string[],
): readonly { readonly text: string; readonly hit: boolean; readonly at: number }[] {
  const lower = name.toLowerCase()
  // Lower-casing a few letters (İ) changes their length; then nothing is marked rather than the wrong part.
  if (lower.length !== name.length) return [{ text: name, hit: false, at: 0 }]
  const on = new Array<boolean>(name.length).fill(false)
  for (const word of words) {
    const at = lower.indexOf(word)
    if (at >= 0) on.fill(true, at, at + word.length)
  }
  const pieces: { text: string; hit: boolean; at: number }[] = []
  for (let at = 0; at < name.length; at++) {
    const last = pieces.at(-1)
    const hit = on[at] ?? false
    if (last?.hit === hit) last.text += name[at]
    else pieces.push({ text: name[at] ?? '', hit, at })
  }
  return pieces
}
