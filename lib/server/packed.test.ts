import { expect, test } from 'vitest'
import { answerPacked, packedByVersion } from './packed.ts'

function counted() {
  const made: string[] = []
  const shop = { version: '1', isUp: true }
  const packed = packedByVersion(async () => {
    made.push(shop.version)
    if (!shop.isUp) throw new Error('no database')
    return { version: shop.version, goods: ['Flat white'] }
  })
  return { made, shop, packed }
}

const ask = (headers = {}) => new Request('http://till/api/catalogue', { headers })

test('a version is packed once, however many tills ask for it at once', async () => {
  const { made, packed } = counted()
  await Promise.all([packed('1'), packed('1'), packed('1')])
  expect(made).toEqual(['1'])
})

test('a new version is packed anew, and what could not be packed is tried again', async () => {
  const { made, shop, packed } = counted()
  await packed('1')
  shop.version = '2'
  shop.isUp = false
  await expect(packed('2')).rejects.toThrow('no database')
  shop.isUp = true
  expect((await packed('2')).etag).toBe('W/"2-2"')
  expect(made).toEqual(['1', '2', '2'])
})

test('a browser that has this version gets no body, another gets it whole', async () => {
  const { made, packed } = counted()
  const same = await answerPacked(ask({ 'if-none-match': 'W/"2-1"' }), '1', packed)
  expect([same.status, made.length]).toEqual([304, 0])

  const whole = await answerPacked(ask({ 'if-none-match': 'W/"1"' }), '1', packed)
  expect([whole.status, whole.headers.get('etag')]).toEqual([200, 'W/"2-1"'])
  expect(await whole.json()).toEqual({ version: '1', goods: ['Flat white'] })
})
