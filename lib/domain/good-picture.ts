import { type Picture, pictureIn } from './picture.ts'

/** Large enough for every tile, small enough for a whole grid of them. */
export const GOOD_PICTURE = { sideDots: 512, bytes: 100 * 1024 } as const

/** A good's picture, of a kind that every browser shows. */
export type GoodPicture = Picture & { readonly type: 'png' | 'jpeg' | 'webp' }

/** Undefined when it is none of the three. */
export function goodPictureIn(bytes: Uint8Array): GoodPicture | undefined {
  const picture = pictureIn(bytes)
  if (!picture || picture.type === 'gif' || picture.width === 0 || picture.height === 0) return undefined
  return { ...picture, type: picture.type }
}

/** What is wrong with it as it would be kept, in a sentence; undefined when nothing is. */
export function goodPictureProblem(picture: GoodPicture | undefined, bytes: number): string | undefined {
  const { sideDots, bytes: most } = GOOD_PICTURE
  if (!picture) return NO_PICTURE
  if (bytes > most) return `The picture has more than ${most / 1024} KB.`
  if (picture.width > sideDots || picture.height > sideDots)
    return `The picture has ${picture.width}×${picture.height} dots; ${sideDots}×${sideDots} are the most.`
  return undefined
}

export const NO_PICTURE = 'That is no JPG, PNG or WebP picture.'
