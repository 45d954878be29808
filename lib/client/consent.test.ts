import { expect, test } from 'vitest'
import type { Refusal } from '#lib/contracts/refusal.ts'
import { type Asking, asking, stands, withConsent } from './consent.ts'

const needsSomebody: Refusal = {
  kind: 'not_allowed',
  permission: 'sale.refund',
  about: 'sale 7',
  approvable: true,
}

/** A press that is refused without somebody's consent, and answers with the token it was sent with. */
const press = () =>
  withConsent<Refusal | string>(
    async token => token ?? needsSomebody,
    told => (typeof told === 'string' ? undefined : told),
  )

/** The sheet, once it is open. */
const sheet = () =>
  new Promise<Asking>(resolve => {
    const look = () => {
      const open = asking.get()
      if (!open) return
      forget()
      resolve(open)
    }
    const forget = asking.subscribe(look)
    look()
  })

test('an answer that comes after its sheet was left closes no other sheet, and the other is answered by its own', async () => {
  const leave = stands()
  const first = press()
  const left = await sheet()
  left.answer(undefined)
  expect(await first).toEqual(needsSomebody)

  const second = press()
  const open = await sheet()
  left.answer('late')
  expect(asking.get()).toBe(open)
  open.answer('its own')
  expect(await second).toBe('its own')
  expect(asking.get()).toBeUndefined()
  leave()
})

test('with nobody to ask the first answer stands, also when the sheet goes while it is open', async () => {
  expect(await press()).toEqual(needsSomebody)
  const leave = stands()
  const pressed = press()
  await sheet()
  leave()
  expect(await pressed).toEqual(needsSomebody)
})
