import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { WishBanner } from './wish-banner.tsx'

const shown = (wish: Parameters<typeof WishBanner>[0]['wish']) =>
  renderToStaticMarkup(createElement(WishBanner, { wish }))

test('a press that does not come true is said at once, with its reason', () => {
  const html = shown({
    state: 'refused',
    words: { strong: 'Nothing was changed.', text: 'Somebody was faster.' },
  })
  expect(html).toContain('role="alert"')
  expect(html).toContain('Nothing was changed.')
  expect(html).toContain('Somebody was faster.')
})

test('a press on its way, and one that came true, are told by the screen itself', () => {
  expect(shown({ state: 'sending' })).toBe('')
  expect(shown({ state: 'idle' })).toBe('')
})
