import { z } from 'zod/mini'
import { isKeepable } from '#lib/domain/keepable.ts'

/** What a person typed, without the blanks around it. Any sign of any script, as it is; only what cannot be kept or would lie about its order is refused. */
export const typedText = (least: number, most: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(least, least === 1 ? 'This cannot be empty.' : `Type at least ${least} signs.`),
      z.maxLength(most, `At most ${most} signs.`),
      z.refine(isKeepable, 'There is a sign in it that cannot be kept.'),
    )
