import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogueKey, registerKey, touches } from '#lib/contracts/keys.ts'
import { csvFile } from '#lib/domain/csv.ts'
import { type IdKind, idOf } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { catalogueAnswer, catalogueChanges } from '#lib/queries/catalogue-answer.ts'
import { goodsShared } from '#lib/queries/goods.ts'
import { registerAnswer } from '#lib/queries/register-answer.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { arrangeFavourites, changeCategories, changeModifiers, changeTaxes } from './change-parts.ts'
import { importGoods, lookAtGoodsFile } from './import-goods.ts'
import { archiveGood, moveStock, saveGood } from './save-good.ts'

let till: StoryTill
let session: Session
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
})
afterAll(() => till.close())

const fresh = <Kind extends IdKind>(kind: Kind) => idOf(kind, randomUUID())

/** What a till that knew the catalogue of before is told when it asks again. */
async function toldSince(before: string) {
  const changes = await catalogueChanges(till.world, before)
  if (!changes) {
    const { categories, taxes, groups, name, priceMinor } = await catalogueAnswer(till.world)
    return { head: { categories, taxes, groups }, goods: name.map((one, i) => [one, priceMinor[i]]) }
  }
  const goods = changes.products.map(({ name, priceMinor }) => [name, priceMinor])
  return { head: changes.head, goods, gone: changes.gone }
}

async function shelf() {
  const { categories, taxClasses } = await goodsShared(till.world)
  const [category, taxClass] = [categories[0], taxClasses[0]]
  if (!category || !taxClass) throw new Error('no category, no taxes')
  return { category, taxClass }
}

async function good(name: string, priceMinor = 390) {
  const { category, taxClass } = await shelf()
  return {
    id: fresh('product'),
    name,
    categoryId: category.id,
    taxClassId: taxClass.id,
    sku: null,
    priceMinor,
    costMinor: null,
    barcodes: [],
    favourite: false,
    stockMode: 'off',
    groupIds: [],
    variants: [],
  } as const
}

const ids = { category: fresh('category'), taxes: fresh('taxclass'), asks: fresh('modgroup') }
const bagel = { name: 'Bagel', id: fresh('product') }

type Case = {
  readonly what: string
  readonly change: () => Promise<{ readonly ok: boolean }>
  readonly told: object
}

const CASES: readonly Case[] = [
  {
    what: 'a good is made',
    change: async () => saveGood(till.world, { ...(await good('Bagel')), id: bagel.id }, 0, session),
    told: { goods: [['Bagel', 390]] },
  },
  {
    what: 'it costs more',
    change: async () => saveGood(till.world, { ...(await good('Bagel', 420)), id: bagel.id }, 1, session),
    told: { goods: [['Bagel', 420]] },
  },
  {
    what: 'it is sold no more',
    change: () => archiveGood(till.world, { productId: bagel.id, archived: true, version: 2 }, session),
    told: { goods: [], gone: [bagel.id] },
  },
  {
    what: 'a category is made',
    change: () =>
      changeCategories(
        till.world,
        { do: 'save', id: ids.category, version: 0, name: 'Seasonal', colour: 3 },
        session,
      ),
    told: {
      head: { categories: expect.arrayContaining([{ id: ids.category, name: 'Seasonal', colour: 3 }]) },
    },
  },
  {
    what: 'it has another name and colour',
    change: () =>
      changeCategories(
        till.world,
        { do: 'save', id: ids.category, version: 1, name: 'Winter', colour: 5 },
        session,
      ),
    told: { head: { categories: expect.arrayContaining([{ id: ids.category, name: 'Winter', colour: 5 }]) } },
  },
  {
    what: 'categories stand in another order',
    change: async () => {
      const { categories } = await goodsShared(till.world)
      const turned = categories.map(({ id }) => id).toReversed()
      return changeCategories(till.world, { do: 'order', ids: turned }, session)
    },
    // The newest was the last.
    told: {
      head: { categories: expect.objectContaining({ 0: expect.objectContaining({ name: 'Winter' }) }) },
    },
  },
  {
    what: 'a category is taken away',
    change: () => changeCategories(till.world, { do: 'remove', id: ids.category }, session),
    told: {
      head: { categories: expect.not.arrayContaining([expect.objectContaining({ id: ids.category })]) },
    },
  },
  {
    what: 'a tax class is made',
    change: () =>
      changeTaxes(
        till.world,
        {
          do: 'save',
          id: ids.taxes,
          version: 0,
          name: 'Prepared food',
          isDefault: false,
          rates: [{ name: 'State', rateBp: 475, locationId: null }],
        },
        session,
      ),
    told: { head: { taxes: expect.arrayContaining([expect.objectContaining({ name: 'Prepared food' })]) } },
  },
  {
    what: 'its rate is another',
    change: () =>
      changeTaxes(
        till.world,
        {
          do: 'save',
          id: ids.taxes,
          version: 1,
          name: 'Prepared food',
          isDefault: false,
          rates: [{ name: 'State', rateBp: 500, locationId: null }],
        },
        session,
      ),
    told: {
      head: {
        taxes: expect.arrayContaining([
          expect.objectContaining({ rates: [{ name: 'State', rateBp: 500, locationId: null }] }),
        ]),
      },
    },
  },
  {
    what: 'a question is made',
    change: () =>
      changeModifiers(
        till.world,
        {
          do: 'save',
          id: ids.asks,
          version: 0,
          group: {
            name: 'Which spread',
            least: 0,
            most: 1,
            modifiers: [{ id: fresh('modifier'), name: 'Butter', priceMinor: 50 }],
          },
        },
        session,
      ),
    told: { head: { groups: expect.arrayContaining([expect.objectContaining({ name: 'Which spread' })]) } },
  },
  {
    what: 'a file is imported',
    change: async () => {
      const bytes = new TextEncoder().encode(
        csvFile([
          ['name', 'category', 'price'],
          ['Quince jam', 'Larder', '5.90'],
        ]),
      )
      const watch = { told: () => {}, signal: new AbortController().signal }
      const looked = await lookAtGoodsFile(till.world, bytes, watch)
      if (!looked.ok) return looked
      const wish = { bytes, state: looked.value.state, fileName: 'jam.csv' }
      return importGoods(till.world, wish, session, watch)
    },
    told: {
      head: { categories: expect.arrayContaining([expect.objectContaining({ name: 'Larder' })]) },
      goods: expect.arrayContaining([['Quince jam', 590]]),
    },
  },
]

test.each(CASES)('$what: every till is told, and what it asks for then has it', async ({ change, told }) => {
  const before = await till.world.catalogue.version()
  await isTold(catalogueKey, change)
  expect(await toldSince(before)).toMatchObject(told)
})

test('a register’s favourites: the register is told, and its tiles are these', async () => {
  const { registerId } = session
  if (!registerId) throw new Error('no register')
  const [first, second] = [await good('Rye'), await good('Spelt')]
  for (const one of [first, second]) await saveGood(till.world, one, 0, session)
  const wish = { registerId, ids: [second.id, first.id], was: [] }
  await isTold(registerKey, () => arrangeFavourites(till.world, wish, session))
  const side = { mode: 'simulator', simulatorOrigin: undefined } as const
  const answer = await registerAnswer(till.world, till.sessionHash, side)
  expect(answer?.favourites).toEqual([second.id, first.id])
})

test('what is counted: pieces that come in are on every till', async () => {
  const counted = { ...(await good('Jam jar')), stockMode: 'block' } as const
  await saveGood(till.world, counted, 0, session)
  const before = await till.world.catalogue.version()
  const came = { productId: counted.id, reason: 'delivery', pieces: 12, note: '' } as const
  await isTold(catalogueKey, () => moveStock(till.world, came, session))
  const changes = await catalogueChanges(till.world, before)
  expect(changes?.products).toMatchObject([{ id: counted.id, stock: { left: 12, blocks: true } }])
})

const A_SECOND_MS = 1_000

/** Makes the change and waits until the tills are told of it, over the database as every server is. Within a second of its end. */
async function isTold(key: string, change: () => Promise<{ readonly ok: boolean }>): Promise<void> {
  const told = new Promise<number>(resolve => {
    const forget = till.world.live.subscribe(signal => {
      if (!touches(signal.key, key)) return
      forget()
      resolve(performance.now())
    })
  })
  expect(await change()).toMatchObject({ ok: true })
  const doneAt = performance.now()
  expect((await told) - doneAt).toBeLessThan(A_SECOND_MS)
}
