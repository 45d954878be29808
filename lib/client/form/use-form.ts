import { type FormEvent, useEffect, useId, useState } from 'react'
import type { z } from 'zod/mini'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { textOf } from '#lib/domain/text-of.ts'
import type { Sent } from '../send.ts'
import {
  beginning,
  type FormState,
  hear,
  isDirty,
  leave,
  type Problems,
  put,
  saved,
  within,
} from './form-state.ts'
import { laterOf } from './later.ts'

/** What a form needs of a wish. */
type FormWish = {
  readonly send: (body: unknown) => Promise<Sent | undefined>
  readonly state: 'idle' | 'sending' | 'refused' | 'lost'
  readonly words?: { readonly strong: string; readonly text: string } | undefined
}

/** Why a field is red: by the schema, as typed, or by the server's word. */
export type FieldProblem = { readonly by: 'schema' | 'server'; readonly text: string }

/** A field within a list or a part of the form, by its path: `variants.1.name`. */
export type FieldAt = (path: string) => { readonly error: string | undefined; readonly onBlur: () => void }

export type Form<Values> = {
  /** Of the form element: a button elsewhere submits it too. */
  readonly id: string
  readonly values: Values
  readonly put: (change: Partial<Values>) => void
  /** One field, for a part that knows its name only; the schema says whether the value fits. */
  readonly putField: (name: keyof Values & string, value: unknown) => void
  readonly leave: (name: keyof Values & string) => void
  /** What is wrong with it, or with the first thing that lies in it. */
  readonly problemOf: (name: keyof Values & string) => FieldProblem | undefined
  /** What is wrong with exactly this one. */
  readonly at: FieldAt
  readonly submit: (event?: FormEvent) => void
  /** Back to what is stored. */
  readonly discard: () => void
  readonly isDirty: boolean
  readonly isSaved: boolean
  /** Somebody else changed what is stored while something was being typed here. */
  readonly isOutdated: boolean
  readonly wish: FormWish
}

type Options<Schema extends z.ZodMiniType> = {
  /**
   * The same schema that the server reads the body with, or what the form's own values have to be. For a form that stands on a page from
   * the beginning the way to it: zod is a tenth of a first load, and is fetched when somebody begins to type.
   */
  readonly schema: Schema | (() => Promise<Schema>)
  /** What is stored, or what an empty form begins with. News of it may come at any time. */
  readonly first: z.input<Schema>
  readonly wish: FormWish
  /** What the values stand for, before the schema reads them: without the fields that may stay empty. Lists keep their order. */
  readonly tidy?: ((values: z.input<Schema>) => z.input<Schema>) | undefined
  /** What is sent, when it is not just what the schema makes of the values. `base` is what was stored when they were typed. */
  readonly toBody?: ((value: z.output<Schema>, base: z.input<Schema>) => unknown) | undefined
  /** Fields that are wished once and stored nowhere, as they are after a yes. */
  readonly spent?: Partial<z.input<Schema>> | undefined
  /** The form begins anew after a yes, for a row of new ones. */
  readonly beginsAnew?: boolean | undefined
}

/** What is typed into a form, what is wrong with it, and the press that sends it. What was typed stays whatever the answer is. */
export function useForm<Schema extends z.ZodMiniType>(options: Options<Schema>): Form<z.input<Schema>> {
  const { schema, first, wish, tidy, toBody, spent, beginsAnew = false } = options
  const id = useId()
  const [state, setState] = useState<FormState<z.input<Schema>>>(() => beginning(first))
  const [asked, setAsked] = useState(0)
  if (state.heard !== textOf(first) && !beginsAnew) setState(hear(state, first))
  useEffect(() => {
    if (asked > 0) focusFirstWrong(id)
  }, [asked, id])

  const [fetched] = useState(() => (typeof schema === 'function' ? laterOf(schema) : undefined))
  const here = (): Schema | undefined => (typeof schema === 'function' ? fetched?.here() : schema)
  const tidied = (values: z.input<Schema>) => (tidy ? tidy(values) : values)
  const leaveBy = (by: Schema, path: string) =>
    setState(now => {
      const read = by.safeParse(tidied(now.values))
      return leave(now, path, read.success ? {} : problemsOf(read.error.issues))
    })
  const leaveAt = (path: string) => {
    const by = here()
    if (by) leaveBy(by, path)
    else void fetched?.ask().then(come => come && leaveBy(come, path))
  }
  const change = (values: Partial<z.input<Schema>>) => {
    void fetched?.ask()
    setState(now => put(now, values))
  }

  const submit = async () => {
    if (wish.state === 'sending') return
    const by = here() ?? (await fetched?.ask())
    // With the server away it cannot be fetched, and the press ends as any other then. The server reads what it is sent by the same schema.
    const read = by?.safeParse(tidied(state.values)) ?? asItIs<z.output<Schema>>(state.values)
    if (!read.success) {
      const problems = problemsOf(read.error.issues)
      setState(now => ({ ...now, problems }))
      return setAsked(count => count + 1)
    }
    const sending = state.values
    const sent = await wish.send(toBody ? toBody(read.data, state.base) : read.data)
    if (sent?.outcome === 'done')
      setState(now => (beginsAnew ? { ...beginning(first), isSaved: true } : saved(now, sending, spent)))
    if (sent?.outcome !== 'refused') return
    setState(now => ({ ...now, refused: problemsIn(sent.refusal) }))
    setAsked(count => count + 1)
  }

  return {
    id,
    values: state.values,
    put: change,
    // True as far as anybody can tell: the schema reads the values before they are sent, whatever a field has put there.
    putField: (name, value) => change({ [name]: value } as Partial<z.input<Schema>>),
    leave: leaveAt,
    problemOf: name => problemIn(state, name),
    at: path => ({
      error: state.problems[path] ?? state.refused[path],
      onBlur: () => leaveAt(path),
    }),
    submit: event => {
      event?.preventDefault()
      void submit()
    },
    discard: () => setState(beginning(first)),
    isDirty: isDirty(state),
    isSaved: state.isSaved,
    // News of what is being sent come before its answer.
    isOutdated: state.isOutdated && wish.state !== 'sending',
    wish,
  }
}

// True enough where nobody can tell: the server reads it, and says what is wrong with it.
const asItIs = <Output>(values: unknown) => ({ success: true, data: values as Output }) as const

function problemIn<Values>({ problems, refused }: FormState<Values>, name: string): FieldProblem | undefined {
  const typed = within(problems, name)
  if (typed !== undefined) return { by: 'schema', text: typed }
  const told = within(refused, name)
  return told === undefined ? undefined : { by: 'server', text: told }
}

/** The first sentence for each field. */
const problemsOf = (
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Problems =>
  Object.fromEntries(
    issues.map(({ path, message }) => [path.map(String).join('.'), message] as const).reverse(),
  )

const problemsIn = (refusal: Refusal): Problems =>
  refusal.kind === 'bad_request'
    ? Object.fromEntries(refusal.problems.map(({ field, problem }) => [field, problem] as const).reverse())
    : {}

/** Once React has marked it. */
function focusFirstWrong(id: string): void {
  document.getElementById(id)?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
