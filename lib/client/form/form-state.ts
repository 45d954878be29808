import { textOf } from '#lib/domain/text-of.ts'

/** Sentences by the field's name; what belongs to no field is under the empty name. */
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

/** A field put right is not complained about until it is left again. */
export function put<Values>(state: FormState<Values>, change: Partial<Values>): FormState<Values> {
  const touched = Object.keys(change)
  return {
    ...state,
    values: { ...state.values, ...change },
    problems: without(state.problems, touched),
    refused: without(state.refused, touched),
    isSaved: false,
  }
}

/** Says what is wrong with a field that is left, but nothing about one that was only passed through. */
export function leave<Values>(
  state: FormState<Values>,
  name: keyof Values & string,
  wrong: Problems,
): FormState<Values> {
  const problem = wrong[name]
  const isPassed = textOf(state.values[name]) === textOf(state.base[name])
  if (problem === undefined || isPassed) return state
  return { ...state, problems: { ...state.problems, [name]: problem } }
}

/** The server has it: what was sent is what is stored, also when more has been typed meanwhile. */
export const saved = <Values>(state: FormState<Values>, sent: Values): FormState<Values> => ({
  ...state,
  base: sent,
  problems: {},
  refused: {},
  isSaved: true,
  isOutdated: false,
})

/** News of what is stored. It fills a form nobody has typed in; what was typed stays, and the form says that it is behind. */
export function hear<Values>(state: FormState<Values>, stored: Values): FormState<Values> {
  const heard = textOf(stored)
  if (heard === textOf(state.values)) return { ...state, heard, base: stored, isOutdated: false }
  if (!isDirty(state)) return { ...beginning(stored), isSaved: state.isSaved }
  return { ...state, heard, isOutdated: heard !== textOf(state.base) }
}

const without = (problems: Problems, names: readonly string[]): Problems =>
  Object.fromEntries(Object.entries(problems).filter(([name]) => !names.includes(name)))
