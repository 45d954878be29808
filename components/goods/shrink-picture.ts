import { GOOD_PICTURE, goodPictureIn, NO_PICTURE } from '#lib/domain/good-picture.ts'

export type Shrunk =
  | { readonly ok: true; readonly file: Blob }
  | { readonly ok: false; readonly problem: string }

const LARGEST_FILE_MB = 30
/** More than a camera makes, and as much as a tablet can hold unpacked. */
const MOST_DOTS = 64_000_000
const SIDES = [GOOD_PICTURE.sideDots, 384, 256]
const QUALITIES = [0.85, 0.7, 0.5]

/**
 * Draws a picture anew, as small as a tile needs it; what a camera wrote into the file, such as the place, stays behind. WebP where the
 * browser can write it, else JPEG. Never throws.
 */
export async function shrunk(file: Blob): Promise<Shrunk> {
  if (file.size > LARGEST_FILE_MB * 1024 * 1024) return no(`The file is larger than ${LARGEST_FILE_MB} MB.`)
  const picture = goodPictureIn(new Uint8Array(await file.arrayBuffer()))
  if (!picture) return no(NO_PICTURE)
  if (picture.width * picture.height > MOST_DOTS)
    return no(`The picture has ${picture.width}×${picture.height} dots: too many to make it smaller here.`)
  const drawn = await createImageBitmap(file).catch(() => undefined)
  if (!drawn) return no('The picture is damaged: this browser cannot show it.')
  for (const side of SIDES) {
    const canvas = drawnWithin(side, drawn)
    for (const quality of QUALITIES) {
      const small = await written(canvas, quality)
      if (small && small.size <= GOOD_PICTURE.bytes) return { ok: true, file: small }
    }
  }
  return no('The picture cannot be made small enough.')
}

const no = (problem: string): Shrunk => ({ ok: false, problem })

/** On white: what is transparent would show letters through it. */
function drawnWithin(side: number, picture: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const brush = canvas.getContext('2d')
  if (brush) {
    brush.imageSmoothingQuality = 'high'
    brush.fillStyle = '#fff'
    brush.fillRect(0, 0, canvas.width, canvas.height)
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height)
  }
  return canvas
}

/** A browser that writes no WebP answers with a PNG instead. */
async function written(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  const webp = await blobOf(canvas, 'image/webp', quality)
  return webp?.type === 'image/webp' ? webp : blobOf(canvas, 'image/jpeg', quality)
}

const blobOf = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> =>
  new Promise(done => canvas.toBlob(done, type, quality))
