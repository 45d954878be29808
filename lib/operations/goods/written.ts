import { ok, type Result, refuse } from '#lib/domain/result.ts'
import type { Written } from '#lib/ports/goods-store.ts'

export type GoodsRefusal =
  | {
      readonly kind: 'bad_request'
      readonly problems: readonly { readonly field: string; readonly problem: string }[]
    }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'changed_meanwhile' }
  /** Goods still carry it. */
  | { readonly kind: 'still_used' }
  /** Somebody else's change was in the way for too long. */
  | { readonly kind: 'too_busy' }

export type GoodsResult = Result<'done', GoodsRefusal>

/** What the store could or could not write, for whoever asked. */
export function resultOf(
  written: Written,
  fieldOf: (code: string) => string = () => 'barcodes',
  nameField = 'name',
): GoodsResult {
  if (written.ok) return ok('done')
  switch (written.because) {
    case 'changed':
      return refuse({ kind: 'changed_meanwhile' })
    case 'not_found':
      return refuse({ kind: 'not_found' })
    case 'in_use':
      return refuse({ kind: 'still_used' })
    case 'busy':
      return refuse({ kind: 'too_busy' })
    case 'name_taken':
      return problem(nameField, 'Another one is called that. Give this one a name of its own.')
    case 'clash': {
      const { code, on, archived } = written.clash
      const way = archived ? ', which is archived. It can be sold again under Goods.' : '.'
      return problem(fieldOf(code), `${code} is already on “${on}”${way}`)
    }
  }
}

export const problem = (field: string, text: string): Extract<GoodsResult, { ok: false }> =>
  refuse({ kind: 'bad_request', problems: [{ field, problem: text }] })
