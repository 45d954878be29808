import { createHash, randomBytes } from 'node:crypto'
import type { Tokens } from '#lib/ports/tokens.ts'

/** A plain hash is enough: nobody guesses 256 bits. */
export const randomTokens: Tokens = {
  fresh: () => randomBytes(32).toString('base64url'),
  hashOf: token => createHash('sha256').update(token).digest('hex'),
}
