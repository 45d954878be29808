import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What the database keeps of secrets, and the way back. */
export type Secrets = {
  /** Base64 of nonce, tag and ciphertext; another text each time. */
  seal(plain: string): string
  /** Undefined when it was sealed under another key, or changed since. */
  open(sealed: string): string | undefined
}

/** AES-256-GCM under APP_SECRET, which is 32 bytes in base64. */
export function makeSecrets(appSecret: string): Secrets {
  const key = Buffer.from(appSecret, 'base64')
  if (key.length !== 32) throw new Error('APP_SECRET must be 32 bytes in base64.')
  return { seal: plain => seal(key, plain), open: sealed => open(key, sealed) }
}

function seal(key: Buffer, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce)
  const hidden = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64')
}

function open(key: Buffer, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    const plain = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([plain, decipher.final()]).toString('utf8')
  } catch {
    // GCM says no more than that key, nonce, tag and text do not belong together.
    return undefined
  }
}
