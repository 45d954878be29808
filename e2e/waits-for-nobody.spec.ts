import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'

// Among the last by its name: what it makes the till do is told at this register for a while, over the goods of a small screen.
test('a payment that nobody waits for is given up, and the counter, the office and the diary say what the till did', async ({
  register,
  secondTab,
  context,
  database,
}) => {
  await register.ring('Flat white')
  await register.charge()
  await register.waitsForCard()
  const { number } = (
    await database.query("select number from sale where status = 'open' order by number desc limit 1")
  ).rows[0]
  // The browser is gone, and five minutes go by: nothing was heard from it, and the payment stands as it stood.
  await register.page.close()
  const ago = 300_000
  await database.query('update session set expires_at = expires_at - $1', [ago])
  await database.query(
    `update sale set state = jsonb_set(state, '{tenders,0,attemptAt}', to_jsonb((state #>> '{tenders,0,attemptAt}')::bigint - $1)),
       version = version + 1
     where id = (select sale_id from tender where kind = 'card' and state = 'on_reader')`,
    [ago],
  )
  const deed = `select from journal j join sale s on s.id = j.sale_id where j.kind = 'deed' and s.number = $1`
  await expect.poll(async () => (await database.query(deed, [number])).rowCount, { timeout: 20_000 }).toBe(1)

  const next = await secondTab()
  const later = next.page.getByRole('button', { name: 'After this sale' })
  if (await later.isVisible()) await later.click()
  const notice = next.notice('Nobody was charged.')
  await expect(notice).toContainText(/Cleared a payment left on .+ by sale \d+, (five|six) minutes old\./)
  await expectNothingForAxe(next.page)
  await notice.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toHaveCount(0)
  await next.sale.getByRole('button', { name: /^Clear the sale/ }).click()
  await expect(next.line('Flat white')).toBeHidden()
  await next.page.close()

  const office = await context.newPage()
  await office.goto('/payments')
  const done = office.getByRole('listitem').filter({ hasText: 'Cleared a payment left on' })
  await expect(done.first()).toContainText(`Sale ${number}`)
  await expectNothingForAxe(office)
  await done.first().getByRole('link').click()
  await expect(office.getByText('Nothing was heard from its till for three minutes')).toBeVisible()
})
