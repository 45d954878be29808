import { z } from 'zod/mini'
import type { Fate } from '#lib/domain/goods-import.ts'
import type { Refusal } from './refusal.ts'

/** POST /api/goods/import?do=…, with the file as the body. `state`, for `import`, is from the look that was shown. */
export const ImportGoods = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look'), name: z.string().check(z.maxLength(300)) }),
  z.object({
    do: z.literal('import'),
    name: z.string().check(z.maxLength(300)),
    state: z.string().check(z.maxLength(300)),
  }),
])

export type ImportCounts = Readonly<Record<Fate, number>>

/** What a look found: every row as line, fate, name and note. */
export type ImportLook = {
  readonly state: string
  readonly counts: ImportCounts
  readonly newCategories: readonly string[]
  /** The last line has no end: it may be cut off. */
  readonly endsOpen: boolean
  readonly rows: readonly (readonly [line: number, fate: Fate, name: string, note: string])[]
}

/** The answer comes line by line, each a JSON of its own: how far it is, and at last what came of it. */
export type ImportLine =
  | { readonly phase: 'reading' | 'writing'; readonly done: number; readonly of?: number }
  | { readonly look: ImportLook }
  | { readonly imported: ImportCounts }
  | { readonly refusal: Refusal }
  | { readonly broken: true }
