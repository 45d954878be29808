import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { IdleScreen } from './idle-screen.tsx'

type Props = Parameters<typeof IdleScreen>[0]

const file = 'file_of_counter'
const shownFor = (props: Partial<Props>): string =>
  renderToStaticMarkup(
    createElement(IdleScreen, { chosen: undefined, file, pictures: [file], shopName: 'Fernhill', ...props }),
  )
const pictureIn = (markup: string) => /<img src="([^"]*)" alt="([^"]*)"/.exec(markup)?.slice(1)

test('a picture that was sent from here is seen on the drawn reader', () => {
  expect(pictureIn(shownFor({}))).toEqual(['/api/pictures/file_of_counter', 'As it was sent'])
})

test('one that is being chosen is seen before it, and told apart', () => {
  const url = 'blob:of-this-browser'
  expect(pictureIn(shownFor({ chosen: { url, isSent: false } }))).toEqual([url, 'As chosen, not sent yet'])
  expect(pictureIn(shownFor({ chosen: { url, isSent: true } }))).toEqual([url, 'As sent just now'])
})

test('one that was set elsewhere is told of in words, and where none is set Stripe shows its own', () => {
  const elsewhere = shownFor({ pictures: ['file_of_terrace'] })
  expect(pictureIn(elsewhere)).toBeUndefined()
  expect(elsewhere).toContain('Your picture, kept by Stripe')
  const none = shownFor({ file: undefined })
  expect(pictureIn(none)).toBeUndefined()
  expect(none).toContain('Fernhill')
  expect(none).not.toContain('kept by Stripe')
})
