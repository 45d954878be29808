import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import PageError from '../../app/error.tsx'
import GlobalError from '../../app/global-error.tsx'

const broken = { error: Object.assign(new Error('secret'), { digest: '1234' }), retry: () => {} }

test('the page that stands in for a frame that broke is a whole page: language, title, one heading, one way on', () => {
  const html = renderToStaticMarkup(createElement(GlobalError, broken))
  expect(html).toMatch(/^<html lang="en">/)
  expect(html).toMatch(/<title>[^<]+Tapline<\/title>/)
  expect(html.match(/<h1\b/g)).toHaveLength(1)
  expect(html.match(/<main\b/g)).toHaveLength(1)
  expect(html).toContain('Draw it again')
  expect(html).toContain('For support: 1234')
  expect(html).not.toContain('secret')
})

test('what is told to support is what the server calls it, and nothing where it has no name', () => {
  const html = renderToStaticMarkup(createElement(PageError, { error: new Error('secret'), retry: () => {} }))
  expect(html).not.toContain('For support')
  expect(html).not.toContain('secret')
  expect(html.match(/<h1\b/g)).toHaveLength(1)
})
