import { z } from 'zod/mini'
import { isTrivialPin, PIN_SHAPE } from '#lib/domain/pin.ts'

/** A PIN as it is typed to sign in. */
export const pin = z.string().check(z.regex(PIN_SHAPE, 'A PIN has 4 to 8 digits.'))

/** One that is chosen: not what is tried first. */
export const newPin = pin.check(
  z.refine(
    value => !isTrivialPin(value),
    'Not one digit again and again, and not digits in a row like 1234: those are tried first.',
  ),
)
