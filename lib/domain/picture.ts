/** A picture as uploaded: what it is by its own first bytes, whatever its name says. */
export type Picture = {
  readonly type: 'png' | 'jpeg' | 'gif' | 'webp'
  readonly width: number
  readonly height: number
}

/** Reads kind and size from a picture's first bytes. Undefined when it is none of the four. */
export function pictureIn(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) && bytes.length >= 24)
    return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  if (starts(bytes, [0x47, 0x49, 0x46, 0x38]) && bytes.length >= 10)
    return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (starts(bytes, [0xff, 0xd8, 0xff])) return jpegIn(view)
  if (starts(bytes, RIFF) && starts(bytes.subarray(8), WEBP) && bytes.length >= 30) return webpIn(view)
  return undefined
}

const RIFF = [0x52, 0x49, 0x46, 0x46]
const WEBP = [0x57, 0x45, 0x42, 0x50]

const starts = (bytes: Uint8Array, sign: readonly number[]): boolean =>
  sign.every((byte, at) => bytes[at] === byte)

/** Walks the segments to the one that tells the size. */
function jpegIn(view: DataView): Picture | undefined {
  let at = 2
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { type: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** Three kinds, each with its size in a place of its own. https://developers.google.com/speed/webp/docs/riff_container */
function webpIn(view: DataView): Picture | undefined {
  switch (view.getUint32(12)) {
    case LOSSY:
      if (view.getUint8(23) !== 0x9d || view.getUint16(24) !== 0x012a) return undefined
      return {
        type: 'webp',
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      }
    case LOSSLESS: {
      if (view.getUint8(20) !== 0x2f) return undefined
      const bits = view.getUint32(21, true)
      return { type: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case EXTENDED:
      return { type: 'webp', width: threeBytes(view, 24) + 1, height: threeBytes(view, 27) + 1 }
    default:
      return undefined
  }
}

/** `VP8 `, `VP8L`, `VP8X`. */
const LOSSY = 0x56503820
const LOSSLESS = 0x5650384c
const EXTENDED = 0x56503858

const threeBytes = (view: DataView, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
