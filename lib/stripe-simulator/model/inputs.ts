import type Stripe from 'stripe'
import type { Account } from '../account.ts'
import { badParameter, invalid } from '../refusal.ts'
import { failAction, newAction, readerOf, startAction, succeedAction } from './actions.ts'
import { command } from './command.ts'
import { storeFile } from './files.ts'
import { mergeMetadata } from './metadata.ts'
import type { Action, Reader } from './objects.ts'

type Params = Stripe.Terminal.ReaderCollectInputsParams
type Sent = Params['inputs'][number]
type Input = NonNullable<Action['collect_inputs']>['inputs'][number]

/** What a person answered to one input: text, the id of a choice, or a signature as SVG. */
export type InputAnswer = {
  skipped: boolean
  value: string | null
  toggles?: readonly ('enabled' | 'disabled')[]
}

const patience = 120_000
const keptFor = 7 * 24 * 60 * 60

/** Shows up to five input screens, one after another. Stripe's page: https://docs.stripe.com/terminal/features/collect-inputs */
export async function collectInputs(account: Account, id: string, params: Params): Promise<Reader> {
  if (params.inputs.length === 0)
    throw badParameter('You must provide at least one input.', 'parameter_invalid_empty', 'inputs')
  for (const [at, input] of params.inputs.entries()) checkInput(input, `inputs[${at}]`)
  const metadata = params.metadata ? mergeMetadata(null, params.metadata) : null
  return command(account, id, reader => {
    const hash = { inputs: params.inputs.map(shown), metadata }
    startAction(account, reader, newAction({ type: 'collect_inputs', collect_inputs: hash }))
    const due = account.clock.now() + patience
    account.schedule({ id: `input_timeout:${id}`, due, kind: 'input_timeout', ref: id })
    return reader
  })
}

function checkInput(input: Sent, name: string): void {
  const { description } = input.custom_text
  if (input.type !== 'selection' && (description?.length ?? 0) > 100) {
    throw badParameter(
      'Invalid string: must be at most 100 characters',
      undefined,
      `${name}[custom_text][description]`,
    )
  }
  if ((input.type === 'selection') !== (input.selection !== undefined)) {
    throw badParameter(
      'selection is required for, and only allowed with, inputs of the type selection.',
      input.selection ? undefined : 'parameter_missing',
      `${name}[selection]`,
    )
  }
  for (const [at, toggle] of (input.toggles ?? []).entries()) checkToggle(toggle, `${name}[toggles][${at}]`)
}

function checkToggle(toggle: NonNullable<Sent['toggles']>[number], name: string): void {
  const { title, description } = toggle
  if (!title && !description)
    throw badParameter('A toggle needs a title or a description.', 'parameter_missing', `${name}[title]`)
  if (title && description && Math.max(title.length, description.length) > 25) {
    throw badParameter(
      'Invalid string: must be at most 25 characters when title and description are both set',
      undefined,
      name,
    )
  }
}

/** The input as the reader object tells it, still without an answer. */
function shown(sent: Sent): Input {
  const { title, description, submit_button, skip_button } = sent.custom_text
  const toggles = sent.toggles?.map(({ title, description, default_value }) => ({
    title: title ?? null,
    description: description ?? null,
    default_value: default_value ?? null,
    value: null,
  }))
  return {
    custom_text: {
      title,
      description: description ?? null,
      submit_button: submit_button ?? null,
      skip_button: skip_button ?? null,
    },
    required: sent.required ?? false,
    toggles: toggles ?? null,
    type: sent.type,
    ...emptyAnswer(sent),
  }
}

function emptyAnswer(sent: Sent): Partial<Input> {
  if (sent.type !== 'selection') return { [sent.type]: { value: null } }
  const choices = (sent.selection?.choices ?? []).map(choice => ({
    id: choice.id,
    text: choice.text,
    style: choice.style ?? null,
  }))
  return { selection: { choices, id: null, text: null } }
}

/** Ends the collection with these answers, one for each input. */
export function answerInputs(account: Account, id: string, answers: readonly InputAnswer[]): Reader {
  const reader = readerOf(account, id)
  const inputs = waitingInputs(reader)
  for (const [at, input] of inputs.entries()) {
    const answer = answers[at]
    if (!answer || (answer.skipped && input.required)) throw invalid(`Input ${at} needs an answer.`)
  }
  for (const [at, input] of inputs.entries())
    fill(account, input, answers[at] ?? { skipped: true, value: null })
  succeedAction(account, reader, null)
  return reader
}

function waitingInputs(reader: Reader): Input[] {
  const { action } = reader
  if (action?.status === 'in_progress' && action.collect_inputs) return action.collect_inputs.inputs
  throw invalid('The reader is not collecting inputs.')
}

function fill(account: Account, input: Input, answer: InputAnswer): void {
  input.skipped = answer.skipped
  for (const [at, toggle] of (input.toggles ?? []).entries()) {
    toggle.value = answer.toggles?.[at] ?? toggle.default_value ?? 'disabled'
  }
  if (answer.skipped) return
  if (input.selection) {
    const chosen = input.selection.choices.find(choice => choice.id === answer.value)
    if (!chosen) throw invalid(`There is no choice ${answer.value}.`)
    input.selection.id = chosen.id
    input.selection.text = chosen.text
  } else if (input.type === 'signature') {
    input.signature = { value: keepSignature(account, answer.value ?? '') }
  } else {
    Object.assign(input, { [input.type]: { value: answer.value } })
  }
}

/** A signature is kept as a file for seven days. */
function keepSignature(account: Account, svg: string): string {
  const bytes = Buffer.from(svg)
  const expires_at = account.clock.seconds() + keptFor
  return storeFile(
    account,
    { filename: 'signature.svg', type: 'image/svg+xml', bytes },
    'customer_signature',
    expires_at,
  ).id
}

const examples: Record<string, string> = {
  email: 'jenny.rosen@example.com',
  numeric: '12345',
  phone: '+14155550123',
  text: 'Jenny Rosen',
  signature:
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><path d="M5 30 C20 0 30 40 50 20 S80 10 95 25" fill="none" stroke="#000"/></svg>',
}

/** The test helper: every input gets the same answer every time. */
export function succeedInputs(account: Account, id: string, skip: string | undefined): Reader {
  const inputs = waitingInputs(readerOf(account, id))
  const answers = inputs.map(input => {
    if (skip === 'all' && !input.required) return { skipped: true, value: null }
    return { skipped: false, value: input.selection?.choices[0]?.id ?? examples[input.type] ?? null }
  })
  return answerInputs(account, id, answers)
}

/** Nobody touched the screen for two minutes. */
export function timeOutInputs(account: Account, id: string): Reader {
  const reader = readerOf(account, id)
  waitingInputs(reader)
  failAction(
    account,
    reader,
    { code: 'input_collection_timeout', message: 'The customer did not answer in time.' },
    null,
  )
  return reader
}
