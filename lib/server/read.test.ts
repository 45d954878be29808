import { expect, test } from 'vitest'
import { z } from 'zod/mini'
import { SetUp } from '#lib/contracts/set-up.ts'
import { read, textWithin } from './read.ts'

const Schema = z.object({ saleId: z.string(), count: z.int() })

function sent(body: string, type = 'application/json; charset=utf-8') {
  return new Request('http://till/api', { method: 'POST', body, headers: { 'content-type': type } })
}

test('the body and the path make one input, and the path wins', async () => {
  const request = sent('{"count":3,"saleId":"another"}')
  expect(await read(request, Schema, { saleId: 'one' })).toEqual({
    ok: true,
    value: { count: 3, saleId: 'one' },
  })
})

test.each([
  ['a form', sent('count=3', 'application/x-www-form-urlencoded'), 'must be JSON'],
  ['text that says it is none', sent('{"count":3}', 'text/plain'), 'must be JSON'],
  ['broken JSON', sent('{"count":'), 'must be a JSON object'],
  ['a list', sent('[1]'), 'must be a JSON object'],
  ['a flood', sent(`{"count":3,"more":"${'x'.repeat(300_000)}"}`), 'is too long'],
])('%s is sent back', async (_, request, problem) => {
  expect(await read(request, Schema)).toEqual({
    ok: false,
    refusal: { kind: 'bad_request', problems: [{ field: 'body', problem }] },
  })
})

test('a flood without a length is cut off too', async () => {
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(64 * 1024).fill(32))
    },
  })
  const endless = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } }
  const result = await read(new Request('http://till/api', endless), Schema)
  expect(result).toMatchObject({ refusal: { problems: [{ problem: 'is too long' }] } })
  expect(pulled).toBeLessThan(10)
})

test('whoever never ends is not waited for', async () => {
  let isLeft = false
  const body = new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(new Uint8Array([123])),
    cancel: () => {
      isLeft = true
    },
  })
  const slow = { method: 'POST', body, duplex: 'half' }
  expect(await textWithin(new Request('http://till/api', slow), 1_000, 20)).toBeUndefined()
  expect(isLeft).toBe(true)
})

test('every wrong field is named', async () => {
  const typed = {
    shopName: ' ',
    country: 'us',
    place: '',
    region: '',
    ownerName: 'Mina',
    pin: '528',
    samples: true,
  }
  const result = await read(sent(JSON.stringify(typed)), SetUp)
  expect(result.ok ? [] : result.refusal).toMatchObject({
    kind: 'bad_request',
    problems: [
      { field: 'shopName' },
      { field: 'country' },
      { field: 'pin', problem: 'A PIN has 4 to 8 digits.' },
    ],
  })
})
