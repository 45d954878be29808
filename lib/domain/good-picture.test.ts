import { expect, test } from 'vitest'
import { type GoodPicture, goodPictureIn, goodPictureProblem } from './good-picture.ts'

const png = (width: number, height: number): GoodPicture => ({ type: 'png', width, height })

test('a GIF and a picture of no size are no pictures of a good', () => {
  const gif = new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0xd0, 0x02, 0, 0x05, 0, 0])
  const bytes = new Uint8Array(30)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  expect(goodPictureIn(gif)).toBeUndefined()
  expect(goodPictureIn(bytes)).toBeUndefined()
  new DataView(bytes.buffer).setUint32(16, 4)
  new DataView(bytes.buffer).setUint32(20, 3)
  expect(goodPictureIn(bytes)).toEqual(png(4, 3))
})

test('what is wrong is said: no picture, too many bytes, too many dots', () => {
  expect(goodPictureProblem(undefined, 10)).toMatch(/no JPG, PNG or WebP/)
  expect(goodPictureProblem(png(512, 512), 100 * 1024 + 1)).toMatch(/more than 100 KB/)
  expect(goodPictureProblem(png(513, 40), 10)).toMatch(/513×40/)
  expect(goodPictureProblem(png(40, 513), 10)).toMatch(/40×513/)
  expect(goodPictureProblem(png(512, 512), 100 * 1024)).toBeUndefined()
})
