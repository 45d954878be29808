import { z } from 'zod/mini'

/** What a person typed, without the blanks around it. Any sign of any script, as it is; only what cannot be kept or would lie about its order is refused. */
export const typedText = (least: number, most: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(least),
      z.maxLength(most),
      z.refine(isKeepable, 'has a sign in it that cannot be kept'),
    )

/** PostgreSQL keeps no NUL and no half of a pair; other control characters and signs that turn the direction round belong to no name. */
export const isKeepable = (text: string): boolean => !UNKEEPABLE.test(text)

/** Lone surrogates; control characters but tab and line breaks; overrides and isolates of direction. */
const UNKEEPABLE = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u
