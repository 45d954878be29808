import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import { SPOKEN_LETTERS } from '#lib/domain/spoken-code.ts'
import type { Tokens } from '#lib/ports/tokens.ts'

/** `appSecret` is 32 bytes in base64. */
export function makeTokens(appSecret: string): Tokens {
  // Keys of their own: what is signed under one can never pass for something that the secret is used for elsewhere.
  const keyOf = (use: string) => createHmac('sha256', Buffer.from(appSecret, 'base64')).update(use).digest()
  const badges = keyOf('badges')
  const here = keyOf('this till')
  return {
    fresh: () => randomBytes(32).toString('base64url'),
    // A plain hash is enough: nobody guesses 256 bits.
    hashOf: token => createHash('sha256').update(token).digest('hex'),
    spoken: letters =>
      Array.from({ length: letters }, () => SPOKEN_LETTERS[randomInt(SPOKEN_LETTERS.length)]).join(''),
    sealedHash: code => createHmac('sha256', badges).update(code).digest('hex'),
    proofOf: nonce => createHmac('sha256', here).update(nonce).digest('base64url'),
  }
}
