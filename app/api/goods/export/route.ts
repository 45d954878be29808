import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { writeExport } from '#lib/operations/write-export.ts'
import { GOODS_FILTERS } from '#lib/queries/goods.ts'
import { goodsFile } from '#lib/queries/goods-file.ts'
import { signedIn } from '#lib/server/guard.ts'
import { world } from '#lib/server/world.ts'

/** Every good, or what the filters of the list leave, in pieces, as a file that imports again unchanged. That it was taken away is in the audit. */
export const GET = signedIn('goods.import', async (request, { session }) => {
  const query = tableQueryFrom(new URL(request.url).searchParams, GOODS_FILTERS)
  const { pieces, ...told } = await goodsFile(world(), query)
  await writeExport(world(), { of: 'goods', ...told }, session)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(out) {
      const { value, done } = await pieces.next()
      if (done) out.close()
      else out.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="tapline-goods.csv"',
      'cache-control': 'no-store',
    },
  })
})
