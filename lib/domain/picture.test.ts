import { expect, test } from 'vitest'
import { pictureIn } from './picture.ts'

const png = (width: number, height: number) => {
  const bytes = new Uint8Array(30)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, height)
  return bytes
}
const jpeg = new Uint8Array([
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0x07, 0x80, 0x04, 0x38, 3, 0, 0, 0, 0,
])
const gif = new Uint8Array([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0xd0, 0x02, 0, 0x05, 0, 0])

const webp = (kind: string, payload: readonly number[]) => {
  const bytes = new Uint8Array(40)
  bytes.set(new TextEncoder().encode(`RIFF....WEBP${kind}`))
  bytes.set(payload, 20)
  return bytes
}
const LOSSY = [0x30, 0x01, 0x00, 0x9d, 0x01, 0x2a, 0x90, 0x01, 0x2c, 0x41]
/** 400 × 300 with its sizes less one in 14 bits each. */
const LOSSLESS = [0x2f, 0x8f, 0xc1, 0x4a, 0x10]
const EXTENDED = [0x10, 0, 0, 0, 0x8f, 0x01, 0x00, 0x2b, 0x01, 0x00]

test('a picture is known by its first bytes', () => {
  expect(pictureIn(png(1080, 1920))).toEqual({ type: 'png', width: 1080, height: 1920 })
  expect(pictureIn(jpeg)).toEqual({ type: 'jpeg', width: 1080, height: 1920 })
  expect(pictureIn(gif)).toEqual({ type: 'gif', width: 720, height: 1280 })
})

test.each([
  ['VP8 ', LOSSY],
  ['VP8L', LOSSLESS],
  ['VP8X', EXTENDED],
])('a WebP of the kind %s tells its size', (kind, payload) => {
  expect(pictureIn(webp(kind, payload))).toEqual({ type: 'webp', width: 400, height: 300 })
})

test('what only looks like a picture is none', () => {
  expect(pictureIn(new TextEncoder().encode('<svg onload="alert(1)">'))).toBeUndefined()
  expect(pictureIn(new Uint8Array())).toBeUndefined()
  expect(pictureIn(jpeg.slice(0, 9))).toBeUndefined()
  expect(pictureIn(webp('VP8 ', LOSSLESS))).toBeUndefined()
  expect(pictureIn(webp('VP8L', LOSSY))).toBeUndefined()
  expect(pictureIn(webp('MOVI', LOSSY))).toBeUndefined()
  expect(pictureIn(webp('VP8X', EXTENDED).slice(0, 29))).toBeUndefined()
})
