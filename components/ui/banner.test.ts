import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Banner } from './banner.tsx'

const roleOf = (banner: Parameters<typeof Banner>[0]): string | undefined =>
  /role="(\w+)"/.exec(renderToStaticMarkup(createElement(Banner, banner)))?.[1]

test('news wait until a screen reader has said what it is saying', () => {
  expect(roleOf({ tone: 'care', glyph: 'unknown', strong: 'Stripe does not answer.' })).toBe('status')
  expect(roleOf({ tone: 'done', glyph: 'done', strong: 'Everything fits together.' })).toBe('status')
})

test('what stands in the way of selling, and what answers a press, interrupts it', () => {
  expect(roleOf({ tone: 'stop', glyph: 'refused', strong: 'The key is refused.' })).toBe('alert')
  expect(roleOf({ tone: 'care', glyph: 'refused', strong: 'Nothing was changed.', urgent: true })).toBe(
    'alert',
  )
})
