import { createHash } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Makes ids, codes and small random choices that are the same on every day with the same seed. Each stream counts for
 * itself: what comes a moment later one day, such as a settlement, does not change the ids of anything else.
 */
export class Ids {
  readonly #base: string
  readonly #counts = new Map<string, number>()

  /** `boot` rises with every start from the same folder, so that no id comes twice. */
  constructor(seed: string, account: string, boot: number) {
    this.#base = `${seed}:${account}:${boot}:`
  }

  /** `make('pi')` is something like `pi_3Nq0…`, 24 characters after the prefix. */
  make(prefix: string, length = 24, stream = prefix): string {
    return `${prefix}_${this.text(length, letters, stream)}`
  }

  digits(length: number): string {
    return this.text(length, '0123456789', 'digits')
  }

  hex(length: number): string {
    return this.text(length, '0123456789ABCDEF', 'hex')
  }

  /** A whole number from 0 to `below` − 1. */
  number(below: number, stream: string): number {
    return this.#bytes(stream).readUInt32BE(0) % below
  }

  text(length: number, alphabet: string, stream: string): string {
    let made = ''
    while (made.length < length) {
      for (const byte of this.#bytes(stream)) {
        if (made.length === length) break
        made += alphabet[byte % alphabet.length]
      }
    }
    return made
  }

  #bytes(stream: string): Buffer {
    const count = (this.#counts.get(stream) ?? 0) + 1
    this.#counts.set(stream, count)
    return createHash('sha256').update(`${this.#base}${stream}:${count}`).digest()
  }
}
