import { EditSale } from '#lib/contracts/sales.ts'
import { editSale } from '#lib/operations/edit-sale.ts'
import { refused } from '#lib/server/answer.ts'
import { hot } from '#lib/server/guard.ts'
import { read } from '#lib/server/read.ts'
import { saleWritten } from '#lib/server/sale-written.ts'
import { world } from '#lib/server/world.ts'

export const POST = hot(
  'sale.edit',
  async (request, { params, sessionHash }) => {
    const input = await read(request, EditSale, await params)
    if (!input.ok) return refused(input.refusal)
    return saleWritten(world(), await editSale(world(), { ...input.value, sessionHash }), input.value.saleId)
  },
  'as_fast_as_it_goes',
)
