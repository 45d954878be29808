import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SAFE_TO_LEAVE } from '#components/words/leaving.ts'
import type { Form } from '#lib/client/form/use-form.ts'
import { FormActions } from './form.tsx'
import { LeaveQuestion } from './unsaved.tsx'
import type { Wish } from './use-wish.ts'

const drawn = (state: Wish['state'], isSaved = false) => {
  // True for what the foot of a form reads of it.
  const form = { id: 'f', isDirty: false, isSaved, isOutdated: false, wish: { state } } as Form<unknown>
  return renderToStaticMarkup(
    createElement(FormActions, {
      form,
      save: 'Move the reader',
      saving: 'Asking Stripe',
      meanwhile: SAFE_TO_LEAVE,
    }),
  )
}

test('while Stripe is asked, the foot of a slow form says that leaving is safe, and only then', () => {
  expect(drawn('sending')).toContain('Asking Stripe')
  expect(drawn('sending')).toContain(SAFE_TO_LEAVE)
  for (const html of [drawn('idle'), drawn('idle', true), drawn('refused'), drawn('lost')])
    expect(html).not.toContain(SAFE_TO_LEAVE)
  expect(drawn('idle', true)).toContain('Saved.')
})

test('who leaves a sheet before the answer is not told that nothing was sent', () => {
  const asked = (isSending: boolean) =>
    renderToStaticMarkup(createElement(LeaveQuestion, { isSending, onStay: () => {}, onLeave: () => {} }))
  expect(asked(true)).toContain('It is on its way')
  expect(asked(true)).not.toMatch(/not save/)
  expect(asked(false)).toContain('What you typed here is not saved')
})
