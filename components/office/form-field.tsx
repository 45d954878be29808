'use client'

import type { ReactNode } from 'react'
import { CheckList } from '#components/ui/check-list.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Form } from '#lib/client/form/use-form.ts'
import { type Currency, factsOf } from '#lib/domain/currencies.ts'
import { NumberField } from './number-field.tsx'

type Common<Values> = {
  readonly form: Form<Values>
  readonly name: keyof Values & string
  readonly label: string
  readonly hint?: string | undefined
  /** The sentence that says how to put it right, in place of the schema's own. */
  readonly fix?: string | undefined
  /** Greyed: not this person's to change, or not changeable at all. Say why in the hint. */
  readonly off?: boolean | undefined
  readonly className?: string | undefined
}

type Option = { readonly value: string; readonly words: string; readonly hint?: string | undefined }

type Kinds =
  | {
      /** A line of text. */
      readonly kind?: 'text'
      readonly type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'time' | 'date' | undefined
      readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'url' | undefined
      readonly maxLength?: number | undefined
      readonly placeholder?: string | undefined
      readonly autoComplete?: string | undefined
      readonly autoFocus?: boolean | undefined
      readonly trailing?: ReactNode | undefined
    }
  /** Whole minor units of the currency, typed as 4.50. Empty is undefined, or null where the schema wants that. */
  | { readonly kind: 'money'; readonly currency: Currency; readonly empty?: null | undefined }
  /** Basis points, typed as 8.25. */
  | { readonly kind: 'percent'; readonly empty?: null | undefined }
  | { readonly kind: 'number'; readonly trailing?: ReactNode | undefined; readonly empty?: null | undefined }
  | {
      readonly kind: 'select'
      readonly options: readonly Option[]
      /** What a value is that none of the options has. */
      readonly missing?: string | undefined
    }
  | { readonly kind: 'switch' }
  | { readonly kind: 'textarea'; readonly rows?: number | undefined; readonly maxLength?: number | undefined }
  | { readonly kind: 'multi'; readonly options: readonly Option[] }

/** One field of a form: red with a sentence when it is left wrong, and when the server says so. */
export function FormField<Values>(props: Common<Values> & Kinds) {
  const { form, name, label, hint, off = false, fix, className } = props
  const value: unknown = form.values[name]
  const problem = form.problemOf(name)
  const error = problem && (problem.by === 'schema' ? (fix ?? problem.text) : problem.text)
  const put = (next: unknown) => form.putField(name, next)
  const common = { name, label, hint, error, className, onBlur: () => form.leave(name) }

  switch (props.kind) {
    case 'money':
      return (
        <NumberField
          {...common}
          digits={factsOf(props.currency).exponent}
          trailing={props.currency.toUpperCase()}
          value={value}
          empty={props.empty}
          disabled={off}
          onNumber={put}
        />
      )
    case 'percent':
      return (
        <NumberField
          {...common}
          digits={2}
          short
          trailing="%"
          value={value}
          empty={props.empty}
          disabled={off}
          onNumber={put}
        />
      )
    case 'number':
      return (
        <NumberField
          {...common}
          digits={0}
          trailing={props.trailing}
          value={value}
          empty={props.empty}
          disabled={off}
          onNumber={put}
        />
      )
    case 'select':
      return (
        <Select
          {...common}
          options={props.options}
          missing={props.missing}
          value={textIn(value)}
          disabled={off}
          onChange={event => put(event.target.value)}
        />
      )
    case 'switch':
      return (
        <Switch
          name={name}
          label={label}
          hint={error ?? hint}
          checked={value === true}
          disabled={off}
          onChange={event => put(event.target.checked)}
        />
      )
    case 'textarea':
      return (
        <TextArea
          {...common}
          rows={props.rows ?? 3}
          maxLength={props.maxLength}
          value={textIn(value)}
          disabled={off}
          onChange={event => put(event.target.value)}
        />
      )
    case 'multi':
      return (
        <CheckList
          {...common}
          options={props.options}
          values={Array.isArray(value) ? value.map(String) : []}
          disabled={off}
          onChange={put}
        />
      )
    default: {
      const { type, inputMode, maxLength, placeholder, autoComplete = 'off', autoFocus, trailing } = props
      const own = { type, inputMode, maxLength, placeholder, autoComplete, autoFocus, trailing }
      return (
        <Field
          {...common}
          {...own}
          value={textIn(value)}
          disabled={off}
          onChange={event => put(event.target.value)}
        />
      )
    }
  }
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
