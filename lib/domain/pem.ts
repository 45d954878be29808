/** A certificate has two or three kilobytes, with all those above it ten. */
export const LARGEST_PEM_BYTES = 32 * 1024

export type PemKind = 'certificate' | 'private_key'

/** What is wrong with a file of that kind, as far as its text tells; undefined when Stripe will take it. */
export function pemProblem(kind: PemKind, text: string): string | undefined {
  if (new TextEncoder().encode(text).length > LARGEST_PEM_BYTES)
    return 'The file is larger than 32 KB: there is more in it than this.'
  const labels = labelsIn(text)
  if (labels.length === 0) return 'That is no PEM file: such a file is text, and begins with -----BEGIN.'
  const keys = labels.filter(label => label.endsWith('PRIVATE KEY'))
  return kind === 'certificate' ? certificateProblem(labels, keys) : keyProblem(labels, keys)
}

function certificateProblem(labels: readonly string[], keys: readonly string[]): string | undefined {
  if (keys.length > 0) return 'There is a private key in it. Choose the certificate alone.'
  return labels.every(label => label === 'CERTIFICATE') ? undefined : 'There is no certificate in it.'
}

function keyProblem(labels: readonly string[], keys: readonly string[]): string | undefined {
  const [key] = keys
  if (key === undefined) return 'There is no private key in it.'
  if (labels.length > 1) return 'There is more in it than the key. Choose the key alone.'
  return TAKEN_KEYS.has(key) ? undefined : NOT_RSA
}

/** Stripe names RSA and nothing else. The first two may hold another kind, which only whoever reads them can tell. */
const TAKEN_KEYS: ReadonlySet<string> = new Set(['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY'])
export const NOT_RSA = 'Readers need an RSA key, and this is another kind.'

/** The labels of its whole blocks, in order. */
const labelsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^-----BEGIN ([A-Z0-9 ]+)-----\r?\n[\s\S]+?^-----END \1-----/gm)].map(
    ([, label = '']) => label,
  )

/** A key that opens only with a password. */
export const isLocked = (key: string): boolean =>
  key.includes('BEGIN ENCRYPTED PRIVATE KEY') || /^Proc-Type: 4,ENCRYPTED/m.test(key)
