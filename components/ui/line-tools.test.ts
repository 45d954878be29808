import { type ComponentProps, createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CashButton } from './charge-button.tsx'
import { LineTools } from './line-tools.tsx'

const nothing = () => undefined
const tools = (more: Pick<ComponentProps<typeof LineTools>, 'quantity' | 'off'>) =>
  renderToStaticMarkup(
    createElement(LineTools, {
      ...more,
      onLess: nothing,
      onMore: nothing,
      onQuantity: nothing,
      onRemove: nothing,
    }),
  ).match(/<button[^>]*>/g) ?? []

test('a tool that does nothing now says why', () => {
  for (const [button, why] of [
    ...tools({}).map(one => [one, 'Choose a line first'] as const),
    ...tools({ quantity: '2', off: true }).map(one => [one, 'Not while money is taken'] as const),
  ]) {
    expect(button).toContain('aria-disabled="true"')
    expect(button).toContain(`title="${why}"`)
  }
})

test('a tool that works says nothing more than its name', () => {
  expect(tools({ quantity: '2' })).toHaveLength(4)
  for (const button of tools({ quantity: '2' })) expect(button).not.toMatch(/aria-disabled|title=/)
})

test('so does Cash', () => {
  const cash = (off: string | undefined) =>
    renderToStaticMarkup(createElement(CashButton, { off, onPress: nothing }))
  expect(cash('Nothing to pay yet')).toMatch(
    /aria-disabled="true".*title="Nothing to pay yet"|title="Nothing to pay yet".*aria-disabled="true"/,
  )
  expect(cash(undefined)).not.toMatch(/aria-disabled|title=/)
})
