import { type FormEvent, useEffect, useId, useState } from 'react'
import { z } from 'zod/mini'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { textOf } from '#lib/domain/text-of.ts'
import type { Sent } from '../send.ts'
import { beginning, type FormState, hear, isDirty, leave, type Problems, put, saved } from './form-state.ts'

/** What a form needs of a wish. */
type FormWish = {
  readonly send: (body: unknown) => Promise<Sent | undefined>
  readonly state: 'idle' | 'sending' | 'refused' | 'lost'
  readonly words?: { readonly strong: string; readonly text: string } | undefined
}

/** Why a field is red: by the schema, as typed, or by the server's word. */
export type FieldProblem = { readonly by: 'schema' | 'server'; readonly text: string }

export type Form<Values> = {
  /** Of the form element: a button elsewhere submits it too. */
  readonly id: string
  readonly values: Values
  readonly put: (change: Partial<Values>) => void
  /** One field, for a part that knows its name only; the schema says whether the value fits. */
  readonly putField: (name: keyof Values & string, value: unknown) => void
  readonly leave: (name: keyof Values & string) => void
  readonly problemOf: (name: keyof Values & string) => FieldProblem | undefined
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
  /** The same schema that the server reads the body with, or what the form's own values have to be. */
  readonly schema: Schema
  /** What is stored, or what an empty form begins with. News of it may come at any time. */
  readonly first: z.input<Schema>
  readonly wish: FormWish
  /** What is sent, when it is not just what the schema makes of the values. `base` is what was stored when they were typed. */
  readonly toBody?: ((value: z.output<Schema>, base: z.input<Schema>) => unknown) | undefined
  /** The form begins anew after a yes, for a row of new ones. */
  readonly beginsAnew?: boolean | undefined
}

/** What is typed into a form, what is wrong with it, and the press that sends it. What was typed stays whatever the answer is. */
export function useForm<Schema extends z.ZodMiniType>(options: Options<Schema>): Form<z.input<Schema>> {
  const { schema, first, wish, toBody, beginsAnew = false } = options
  const id = useId()
  const [state, setState] = useState<FormState<z.input<Schema>>>(() => beginning(first))
  const [asked, setAsked] = useState(0)
  if (state.heard !== textOf(first) && !beginsAnew) setState(hear(state, first))
  useEffect(() => {
    if (asked > 0) focusFirstWrong(id)
  }, [asked, id])

  const submit = async () => {
    if (wish.state === 'sending') return
    const read = z.safeParse(schema, state.values)
    if (!read.success) {
      setState({ ...state, problems: problemsOf(read.error.issues) })
      return setAsked(asked + 1)
    }
    const sending = state.values
    const sent = await wish.send(toBody ? toBody(read.data, state.base) : read.data)
    if (sent?.outcome === 'done')
      setState(now => (beginsAnew ? { ...beginning(first), isSaved: true } : saved(now, sending)))
    if (sent?.outcome !== 'refused') return
    setState(now => ({ ...now, refused: problemsIn(sent.refusal) }))
    setAsked(count => count + 1)
  }

  return {
    id,
    values: state.values,
    put: change => setState(now => put(now, change)),
    putField: (name, value) => {
      // True as far as anybody can tell: the schema reads the values before they are sent, whatever a field has put there.
      const change = { [name]: value } as Partial<z.input<Schema>>
      setState(now => put(now, change))
    },
    leave: name =>
      setState(now => {
        const read = z.safeParse(schema, now.values)
        return leave(now, name, read.success ? {} : problemsOf(read.error.issues))
      }),
    problemOf: name => problemIn(state, name),
    submit: event => {
      event?.preventDefault()
      void submit()
    },
    discard: () => setState(beginning(first)),
    isDirty: isDirty(state),
    isSaved: state.isSaved,
    isOutdated: state.isOutdated,
    wish,
  }
}

function problemIn<Values>({ problems, refused }: FormState<Values>, name: string): FieldProblem | undefined {
  const typed = problems[name]
  if (typed !== undefined) return { by: 'schema', text: typed }
  const told = refused[name]
  return told === undefined ? undefined : { by: 'server', text: told }
}

/** The first sentence for each field; what lies deeper counts for the field it lies in. */
const problemsOf = (
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Problems =>
  Object.fromEntries(issues.map(({ path, message }) => [String(path[0] ?? ''), message] as const).reverse())

const problemsIn = (refusal: Refusal): Problems =>
  refusal.kind === 'bad_request'
    ? Object.fromEntries(
        refusal.problems.map(({ field, problem }) => [field.split('.')[0] ?? '', problem] as const),
      )
    : {}

/** Once React has marked it. */
function focusFirstWrong(id: string): void {
  document.getElementById(id)?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
