import { ImportGoods, type ImportLine } from '#lib/contracts/goods-import.ts'
import { importGoods, lookAtGoodsFile } from '#lib/operations/goods/import-goods.ts'
import { refused } from '#lib/server/answer.ts'
import { signedIn } from '#lib/server/guard.ts'
import { bytesWithin, readValue } from '#lib/server/read.ts'
import { toldLines } from '#lib/server/told-lines.ts'
import { world } from '#lib/server/world.ts'

/** 200,000 goods with everything that can be said of them. */
const LARGEST_FILE_BYTES = 48 * 1024 * 1024
const LONGEST_SENDING_MS = 300_000

/** Looks at a file of goods, or imports it, and tells how far it is. */
export const POST = signedIn('goods.import', async (request, { session }) => {
  const input = readValue(ImportGoods, Object.fromEntries(new URL(request.url).searchParams))
  if (!input.ok) return refused(input.refusal)
  const bytes = await bytesWithin(request, LARGEST_FILE_BYTES, LONGEST_SENDING_MS)
  if (!bytes)
    return refused({ kind: 'bad_request', problems: [{ field: 'file', problem: 'The file is too large.' }] })
  const asked = input.value
  return toldLines<ImportLine>(
    request,
    async (tell, signal) => {
      const watch = {
        told: (phase: 'reading' | 'writing', done: number, of?: number) =>
          tell({ phase, done, ...(of === undefined ? {} : { of }) }),
        signal,
      }
      if (asked.do === 'import') {
        const wish = { bytes, state: asked.state, fileName: asked.name }
        const done = await importGoods(world(), wish, session, watch)
        return tell(done.ok ? { imported: done.value } : { refusal: done.refusal })
      }
      const looked = await lookAtGoodsFile(world(), bytes, watch)
      if (!looked.ok) return tell({ refusal: looked.refusal })
      const { state, counts, newCategories, endsOpen, rows } = looked.value
      tell({
        look: {
          state,
          counts,
          newCategories: newCategories.map(({ name }) => name),
          endsOpen,
          rows: rows.map(({ line, fate, name, note }) => [line, fate, name, note] as const),
        },
      })
    },
    { broken: true },
  )
})
