import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)

/** A large answer, made and compressed once per version: 50 000 goods take half a second, and Next would do it again for every till. */
export type Packed = { readonly etag: string; readonly plain: Buffer; readonly gzipped: Buffer }

/** Keeps the newest version only. Tills that ask at once wait for the same one. */
export function packedByVersion(make: () => Promise<{ readonly version: string }>) {
  let kept: { readonly version: string; readonly packed: Promise<Packed> } | undefined
  return (version: string): Promise<Packed> => {
    if (kept?.version === version) return kept.packed
    const packed = make().then(pack)
    kept = { version, packed }
    // What could not be made is made again when next asked for.
    packed.catch(() => {
      if (kept?.packed === packed) kept = undefined
    })
    return packed
  }
}

/** The tag is of the version that is inside, which may be newer than the one asked for. */
async function pack(answer: { readonly version: string }): Promise<Packed> {
  const plain = Buffer.from(JSON.stringify(answer))
  return { etag: etagOf(answer.version), plain, gzipped: await compress(plain) }
}

export const etagOf = (version: string): string => `W/"${version}"`

/** 304 without a body when the browser has this version already. The browser keeps it and asks each time. */
export async function answerPacked(
  request: Request,
  version: string,
  packed: (version: string) => Promise<Packed>,
): Promise<Response> {
  const headers = new Headers({ 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie' })
  if (request.headers.get('if-none-match') === etagOf(version)) {
    headers.set('etag', etagOf(version))
    return new Response(null, { status: 304, headers })
  }
  const { etag, plain, gzipped } = await packed(version)
  const takesGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
  headers.set('etag', etag)
  headers.set('content-type', 'application/json')
  if (takesGzip) headers.set('content-encoding', 'gzip')
  return new Response(new Uint8Array(takesGzip ? gzipped : plain), { headers })
}
