import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf, type ProductId } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { catalogueAnswer, catalogueChanges } from '#lib/queries/catalogue-answer.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { pngOf } from '#lib/testing/png.ts'
import { importGoods, lookAtGoodsFile } from './import-goods.ts'
import { archiveGood, saveGood } from './save-good.ts'
import { removePicture, savePicture } from './save-picture.ts'

let till: StoryTill
let session: Session
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
})
afterAll(() => till.close())

const plum = pngOf(40, 30, [120, 20, 90])
const pear = pngOf(40, 30, [190, 210, 60])
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const versionOf = (bytes: Uint8Array) => hashOf(bytes).slice(0, 16)

/** A good of the samples that has no picture yet. */
async function bare(): Promise<ProductId> {
  const { rows } = await till.pool.query<{ id: ProductId }>(
    'select id from product where id not in (select product_id from product_picture) order by position limit 1',
  )
  const [good] = rows
  if (!good) throw new Error('every good has a picture')
  return good.id
}
const set = (productId: ProductId, bytes: Uint8Array, seen: string | null = null) =>
  savePicture(till.world, { productId, bytes, seen }, session)
const remove = (productId: ProductId, seen: string | null) =>
  removePicture(till.world, { productId, seen }, session)
const lastAudit = async () => {
  const { rows } = await till.pool.query(
    'select what, subject, before, after from audit order by seq desc limit 1',
  )
  return rows[0]
}
const done = { ok: true, value: 'done' }

test('a picture reaches every till as a change of its good; another has another version; none is none', async () => {
  const id = await bare()
  const before = await till.world.catalogue.version()
  expect(await set(id, plum)).toEqual(done)
  expect(await catalogueChanges(till.world, before)).toMatchObject({
    products: [{ id, picture: versionOf(plum) }],
    gone: [],
  })
  const { rows: signals } = await till.pool.query(
    `select from signal where key = '/api/catalogue' and version > $1`,
    [before],
  )
  expect(signals).toHaveLength(1)
  expect(await lastAudit()).toEqual({
    what: 'set_picture',
    subject: id,
    before: { picture: null },
    after: { picture: hashOf(plum) },
  })

  expect(await set(id, pear, versionOf(plum))).toEqual(done)
  const whole = await catalogueAnswer(till.world)
  expect(whole.pictures).toContainEqual({ row: whole.id.indexOf(id), version: versionOf(pear) })
  expect(await lastAudit()).toMatchObject({
    before: { picture: hashOf(plum) },
    after: { picture: hashOf(pear) },
  })
  expect(await till.world.goods.picture(id, versionOf(plum))).toBeUndefined()
  const kept = await till.world.goods.picture(id, versionOf(pear))
  expect([kept?.type, Buffer.from(kept?.bytes ?? []).equals(pear)]).toEqual(['png', true])
  const { rows } = await till.world.goods.page({
    q: '',
    sort: { by: 'name', down: false },
    offset: 0,
    limit: 500,
    state: 'all',
  })
  expect(rows.find(row => row.id === id)?.picture).toBe(versionOf(pear))

  const then = await till.world.catalogue.version()
  expect(await remove(id, versionOf(pear))).toEqual(done)
  expect(await catalogueChanges(till.world, then)).toMatchObject({ products: [{ id, picture: null }] })
  expect(await lastAudit()).toMatchObject({ what: 'remove_picture', after: { picture: null } })
})

test('two managers at once: the second is told; the same picture twice is once', async () => {
  const id = await bare()
  const [first, second] = await Promise.all([set(id, plum), set(id, pear)])
  expect([first, second].filter(one => !one.ok)).toEqual([
    { ok: false, refusal: { kind: 'changed_meanwhile' } },
  ])
  const now = first.ok ? plum : pear
  expect(await set(id, now)).toEqual(done)
  expect(await remove(id, versionOf(first.ok ? pear : plum))).toMatchObject({ ok: false })
  expect((await till.world.goods.good(id))?.picture).toBe(versionOf(now))
  expect(await remove(id, versionOf(now))).toEqual(done)
  expect(await remove(id, versionOf(now))).toEqual(done)
})

test('what is no picture, too large or nobody’s is refused, and nothing is kept', async () => {
  const id = await bare()
  const wordsFor = async (bytes: Uint8Array) => {
    const answer = await set(id, bytes)
    return answer.ok || answer.refusal.kind !== 'bad_request' ? '' : answer.refusal.problems[0]?.problem
  }
  expect(await wordsFor(new TextEncoder().encode('<svg onload="alert(1)">'))).toMatch(/no JPG, PNG or WebP/)
  expect(await wordsFor(new TextEncoder().encode('GIF89a....'))).toMatch(/no JPG, PNG or WebP/)
  expect(await wordsFor(pngOf(513, 2))).toMatch(/513×2/)
  const long = Buffer.concat([plum, Buffer.alloc(100 * 1024)])
  expect(await wordsFor(long)).toMatch(/100 KB/)
  expect((await till.world.goods.good(id))?.picture).toBeNull()
  expect(await set(idOf('product', randomUUID()), plum)).toEqual({
    ok: false,
    refusal: { kind: 'not_found' },
  })
})

test('saving the good, archiving it, and an import of goods leave its picture alone', async () => {
  const id = await bare()
  await set(id, plum)
  const good = await till.world.goods.good(id)
  if (!good) throw new Error('no good')
  const { version, archived: _, stock: __, picture: ___, ...wish } = good
  expect(await saveGood(till.world, { ...wish, priceMinor: 777 }, version, session)).toEqual(done)
  expect(await lastAudit()).toMatchObject({ after: { priceMinor: 777 } })
  expect((await lastAudit())?.after).not.toHaveProperty('picture')
  for (const archived of [true, false]) {
    const now = await till.world.goods.good(id)
    await archiveGood(till.world, { productId: id, archived, version: now?.version ?? 0 }, session)
    expect(await till.world.goods.good(id)).toMatchObject({ archived, picture: versionOf(plum) })
    expect(await till.world.goods.picture(id, versionOf(plum))).toMatchObject({ type: 'png' })
  }
  const bytes = new TextEncoder().encode(`name,sku,price\n${good.name},${good.sku},8.88\n`)
  const watch = { told: () => {}, signal: new AbortController().signal }
  const looked = await lookAtGoodsFile(till.world, bytes, watch)
  if (!looked.ok) throw new Error(JSON.stringify(looked.refusal))
  const input = { bytes, state: looked.value.state, fileName: 'prices.csv' }
  expect(await importGoods(till.world, input, session, watch)).toMatchObject({ value: { changed: 1 } })
  expect(await till.world.goods.good(id)).toMatchObject({ priceMinor: 888, picture: versionOf(plum) })
  const whole = await catalogueAnswer(till.world)
  expect(whole.pictures).toContainEqual({ row: whole.id.indexOf(id), version: versionOf(plum) })
})
