/**
 * A large answer, made once per version. It is not compressed here: Next drops the `content-encoding` of a route's answer and compresses by
 * itself, so a body that is compressed already arrives as rubbish.
 */
export type Packed = { readonly etag: string; readonly plain: Uint8Array<ArrayBuffer> }

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
function pack(answer: { readonly version: string }): Packed {
  return { etag: etagOf(answer.version), plain: new TextEncoder().encode(JSON.stringify(answer)) }
}

/** How the answer is made up: raised with it, so that no browser keeps one that another version of the server has made. */
const SHAPE = 2
const etagOf = (version: string): string => `W/"${SHAPE}-${version}"`

/** 304 without a body when the browser has this version already. The browser keeps it and asks each time. */
export async function answerPacked(
  request: Request,
  version: string,
  packed: (version: string) => Promise<Packed>,
): Promise<Response> {
  const headers = new Headers({ 'cache-control': 'private, no-cache', vary: 'cookie' })
  if (request.headers.get('if-none-match') === etagOf(version)) {
    headers.set('etag', etagOf(version))
    return new Response(null, { status: 304, headers })
  }
  const { etag, plain } = await packed(version)
  headers.set('etag', etag)
  headers.set('content-type', 'application/json')
  return new Response(plain, { headers })
}
