import { textOf } from '#lib/domain/text-of.ts'

/** Sentences by the field's path, as `name` or `variants.1.name`; what belongs to no field is under the empty path. */
export type Problems = Readonly<Record<string, string>>

/** A form as it stands. Everything in it is plain JSON. */
export type FormState<Values> = {
  readonly values: Values
  /** What is stored, as far as this form knows: what differs from it has been typed here. */
  readonly base: Values
  /** The last thing heard of what is stored, as text. */
  readonly heard: string
  /** What is wrong with the values as typed. */
  readonly problems: Problems
  /** What the server found wrong; a field's goes away as it is put right. */
  readonly refused: Problems
  readonly isSaved: boolean
  /** Somebody else changed what is stored while something was being typed here. */
  readonly isOutdated: boolean
}

export const beginning = <Values>(first: Values): FormState<Values> => ({
  values: first,
  base: first,
  heard: textOf(first),
  problems: {},
  refused: {},
  isSaved: false,
  isOutdated: false,
})

export const isDirty = <Values>({ values, base }: FormState<Values>): boolean =>
  textOf(values) !== textOf(base)

/** A field put right is not complained about until it is left again; of a list only what is another than it was. */
export function put<Values>(state: FormState<Values>, change: Partial<Values>): FormState<Values> {
  const values = { ...state.values, ...change }
  const touched = Object.keys(change)
  const isTouched = (path: string) =>
    touched.includes(path) || textOf(valueAt(state.values, path)) !== textOf(valueAt(values, path))
  const untouched = (problems: Problems) => only(problems, path => !isTouched(path))
  const { problems, refused } = state
  return { ...state, values, problems: untouched(problems), refused: untouched(refused), isSaved: false }
}

/** Says what is wrong with a field that is left, but nothing about one that was only passed through. What is right by now is forgotten. */
export function leave<Values>(state: FormState<Values>, path: string, wrong: Problems): FormState<Values> {
  const problems = only(state.problems, other => within(wrong, other) !== undefined)
  const problem = within(wrong, path)
  const isPassed = textOf(valueAt(state.values, path)) === textOf(valueAt(state.base, path))
  if (problem === undefined || isPassed) return { ...state, problems }
  return { ...state, problems: { ...problems, [path]: problem } }
}

/** What is wrong with exactly this field, or with the first thing that lies in it. */
export function within(problems: Problems, name: string): string | undefined {
  const deeper = Object.keys(problems).find(path => path.startsWith(`${name}.`))
  return problems[name] ?? (deeper === undefined ? undefined : problems[deeper])
}

/**
 * The server has it: what was sent is what is stored, also when more has been typed meanwhile. A save is taken only from the version that
 * is stored and makes the next one, so what was typed meanwhile is of that one; the answer's own may be somebody else's already. `spent`:
 * fields that are wished once and stored nowhere, as they are after it.
 */
export function saved<Values>(
  state: FormState<Values>,
  sent: Values,
  spent: Partial<Values> = {},
): FormState<Values> {
  const version = versionOf(sent)
  const next = version === undefined ? {} : { version: version + 1 }
  const asSent = (field: string) => textOf(valueAt(state.values, field)) === textOf(valueAt(sent, field))
  const gone = Object.fromEntries(Object.entries(spent).filter(([field]) => asSent(field)))
  const values = { ...state.values, ...next, ...gone }
  return {
    ...{ ...state, values, base: { ...sent, ...next, ...spent } },
    ...{ problems: {}, refused: {}, isSaved: true, isOutdated: false },
  }
}

/** News of what is stored. It fills a form nobody has typed in; what was typed stays, and the form says that it is behind. */
export function hear<Values>(state: FormState<Values>, stored: Values): FormState<Values> {
  const heard = textOf(stored)
  if (heard === textOf(state.values)) return { ...state, heard, base: stored, isOutdated: false }
  if (!isDirty(state)) return { ...beginning(stored), isSaved: state.isSaved }
  // The same version is what was sent from here, as the server wrote it down.
  const version = versionOf(stored)
  if (version !== undefined && version === versionOf(state.base))
    return { ...state, heard, base: stored, isOutdated: false }
  return { ...state, heard, isOutdated: heard !== textOf(state.base) }
}

const only = (problems: Problems, isKept: (path: string) => boolean): Problems =>
  Object.fromEntries(Object.entries(problems).filter(([path]) => isKept(path)))

const partOf = (value: unknown, part: string): unknown =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(part) : undefined

const valueAt = (values: unknown, path: string): unknown => path.split('.').reduce(partOf, values)

function versionOf(values: unknown): number | undefined {
  const version = partOf(values, 'version')
  return typeof version === 'number' ? version : undefined
}
