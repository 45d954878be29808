import { hash, verify } from '@node-rs/argon2'
import type { Pins } from '#lib/ports/pins.ts'

/** OWASP's smallest argon2id: 19 MiB, two passes, one lane; about 10 ms. A PIN is weak under any hash, so tries are also counted. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash to keep, salt and cost inside. */
export const hashPin = (pin: string): Promise<string> => hash(pin, COST)

export const pinMatches = (pinHash: string, pin: string): Promise<boolean> => verify(pinHash, pin)

export const argonPins: Pins = { hash: hashPin, matches: pinMatches }
