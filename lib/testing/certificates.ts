import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'

const DAY_MS = 86_400_000

/** What an administrator hands out for one device: a certificate and its key, as text. */
export type Issued = { readonly certificate: string; readonly key: string }

/** A certificate that signs itself, and its RSA key, locked where a password is given. Good from the day before until `until`. */
export function issued({
  password,
  until = Date.now() + 30 * DAY_MS,
}: {
  readonly password?: string
  readonly until?: number
} = {}): Issued {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const lock = password === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: password }
  return {
    certificate: pem('CERTIFICATE', certificateOf(publicKey, privateKey, until)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem', ...lock }).toString(),
  }
}

/** A key that readers cannot use. */
export const ellipticKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

/** The least of X.509: RFC 5280, written as DER. */
function certificateOf(publicKey: KeyObject, privateKey: KeyObject, until: number): Buffer {
  const name = sequence(
    der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('Counter')))),
  )
  const from = Math.min(Date.now(), until) - DAY_MS
  const told = sequence(
    der(0xa0, Buffer.from('020102', 'hex')),
    Buffer.from('020101', 'hex'),
    SHA256_WITH_RSA,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = createSign('sha256').update(told).sign(privateKey)
  return sequence(told, SHA256_WITH_RSA, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts))
const SHA256_WITH_RSA = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'))

/** As 20261121093800Z. */
const time = (ms: number): Buffer =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`))

const pem = (label: string, bytes: Buffer): string =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`
