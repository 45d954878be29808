import { randomUUID } from 'node:crypto'
import type { APIRequestContext } from 'playwright/test'
import { type IdKind, idOf } from '#lib/domain/ids.ts'

export const fresh = <Kind extends IdKind>(kind: Kind) => idOf(kind, randomUUID())

/** What it takes to make goods without a form. */
export async function kitchen(request: APIRequestContext, origin: string) {
  const shared = await (await request.get('/api/goods/shared')).json()
  const post = async (path: string, data: object) => {
    const answer = await request.post(`/api/goods/${path}`, { headers: { origin }, data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  }
  return {
    post,
    /** A good of the first category, shown first on every register. */
    async make(name: string, more: object = {}): Promise<string> {
      const id = fresh('product')
      const good = {
        version: 0,
        name,
        categoryId: shared.categories[0].id,
        taxClassId: shared.taxClasses[0].id,
        sku: '',
        priceMinor: 500,
        costMinor: null,
        barcodes: [],
        stockMode: 'off',
        favourite: true,
        groupIds: [],
        variants: [],
        ...more,
      }
      await post(id, good)
      return id
    },
  }
}
