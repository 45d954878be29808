import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Tile } from './tile.tsx'

const KEY = '/api/goods/product_1/picture?v=0123456789abcdef'
const shown = (more: { picture?: string; quantity?: string; soldOut?: 'sellable' } = {}) =>
  renderToStaticMarkup(
    createElement(Tile, {
      id: 'product_1',
      name: 'Almond croissant',
      price: '$4.25',
      colour: 3,
      onPress: () => undefined,
      ...more,
    }),
  )

test('a picture lies over the colour and the first letters, in a place of its own that waits for it', () => {
  const html = shown({ picture: KEY })
  expect(html).toContain(`src="${KEY}"`)
  expect(html).toContain('loading="lazy"')
  // Until it has come, or when it does not: what is drawn below it, in a place whose size hangs on no picture.
  expect(html).toMatch(
    /<span aria-hidden="true" data-letters="Al" class="[^"]*bg-tile-3[^"]*absolute inset-x-0 top-0 h-\[60%\][^"]*"><img/,
  )
  expect(html).toContain('aria-label="Almond croissant, $4.25"')
})

test('a tile without a picture is its name on its colour, and nothing is missing', () => {
  const html = shown()
  expect(html).not.toContain('<img')
  expect(html).not.toContain('data-letters')
})

test('how many are in the sale covers neither name nor price', () => {
  expect(shown({ quantity: '3' })).toContain('absolute right-2 bottom-[7px]')
  expect(shown({ quantity: '3', picture: KEY })).toContain('absolute right-2 bottom-[54px]')
})
