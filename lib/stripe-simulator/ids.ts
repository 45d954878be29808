import { createHash } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Makes ids, codes and small random choices that are the same on every day with the same seed. */
export class Ids {
  readonly #base: string
  #count = 0

  /** `boot` rises with every start from the same folder, so that no id comes twice. */
  constructor(seed: string, account: string, boot: number) {
    this.#base = `${seed}:${account}:${boot}:`
  }

  /** `make('pi')` is something like `pi_3Nq0…`, 24 characters after the prefix. */
  make(prefix: string, length = 24): string {
    return `${prefix}_${this.text(length, letters)}`
  }

  digits(length: number): string {
    return this.text(length, '0123456789')
  }

  hex(length: number): string {
    return this.text(length, '0123456789ABCDEF')
  }

  /** A whole number from 0 to `below` − 1. */
  number(below: number): number {
    return this.#bytes().readUInt32BE(0) % below
  }

  text(length: number, alphabet: string): string {
    let made = ''
    while (made.length < length) {
      for (const byte of this.#bytes()) {
        if (made.length === length) break
        made += alphabet[byte % alphabet.length]
      }
    }
    return made
  }

  #bytes(): Buffer {
    this.#count += 1
    return createHash('sha256')
      .update(this.#base + this.#count)
      .digest()
  }
}
