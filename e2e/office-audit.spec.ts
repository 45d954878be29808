import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'

const root = join(import.meta.dirname, '..')

test('a change of the settings stands in the audit, with what it was before, and the chain holds', async ({
  page,
  till,
}) => {
  const settings = `${till.url}/api/settings/cards`
  const { registers } = await (await page.request.get(settings)).json()
  for (const twoSteps of [true, false]) {
    const data = { set: 'two_steps', registerId: registers[0].id, twoSteps }
    expect((await page.request.post(settings, { headers: { origin: till.url }, data })).ok()).toBe(true)
  }

  await page.goto('/audit')
  const rows = page.getByRole('row').filter({ hasText: 'Cards read before they are charged' })
  await expect(rows.first()).toContainText('two steps: yes → no')
  await expect(rows.first()).toContainText('Mina Okafor')
  await expectNothingForAxe(page)

  await rows.first().getByText('Cards read before they are charged').click()
  const entry = page.getByRole('dialog', { name: 'Cards read before they are charged' })
  await expect(entry.getByRole('row', { name: /two steps yes no/ })).toBeVisible()
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')

  await page.getByRole('textbox', { name: 'Search entries' }).fill('nobody did this')
  await expect(page.getByText(/Nothing fits/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Search entries' }).fill('Cards read before they')
  await expect(rows.first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Search entries' }).fill('')
  await page.getByRole('combobox', { name: 'Register', exact: true }).selectOption(registers[0].name)
  await expect(page).toHaveURL(new RegExp(`where=${registers[0].id}`))
  await expect(rows.first()).toBeVisible()
  await page.getByRole('button', { name: 'When', exact: true }).click()
  await expect(page).toHaveURL(/sort=when/)
  await expect(page.getByRole('columnheader', { name: 'When' })).toHaveAttribute('aria-sort', 'ascending')

  const signedIn = page.getByRole('row').filter({ hasText: 'Signed in' })
  const what = page.getByRole('combobox', { name: 'What', exact: true })
  await what.selectOption('Signed in')
  await expect(signedIn.first()).toContainText('with: nothing →')
  await what.selectOption('All but signing in and out')
  await expect(rows.first()).toBeVisible()
  await expect(signedIn).toHaveCount(0)

  await page.getByRole('button', { name: 'Check the chain' }).click()
  await expect(page.getByRole('dialog', { name: 'The audit is unbroken' })).toContainText('entries')
  await page.keyboard.press('Escape')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /Export/ }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  expect(file).toContain('set_two_steps')
  await page.goto('/audit?q=audit+exported')
  await expect(page.getByRole('row').filter({ hasText: 'Audit exported' }).first()).toContainText(
    'rows: nothing',
  )

  const { stdout } = await promisify(execFile)(process.execPath, ['lib/launcher/audit-verify.js'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: till.databaseUrl, APP_SECRET: randomBytes(32).toString('base64') },
  })
  expect(stdout).toMatch(/The audit is unbroken: \d+ entries/)
})

test('whoever goes round the till and changes an entry is found out, and the entry is named', async ({
  page,
  database,
}) => {
  const rename = async (from: string, to: string) => {
    await database.query('alter table audit disable trigger what_is_audited_stays')
    const text = 'update audit set staff_name = $2 where seq = 1 and staff_name = $1'
    expect((await database.query(text, [from, to])).rowCount).toBe(1)
    await database.query('alter table audit enable trigger what_is_audited_stays')
  }
  await page.goto('/audit')
  const [{ staff_name: writer }] = (await database.query('select staff_name from audit where seq = 1')).rows
  await rename(writer, 'Nobody')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  const broken = page.getByRole('dialog', { name: 'The audit is broken' })
  await expect(broken).toContainText(
    'The first link that does not hold is entry 1: it is not what was written',
  )
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')

  await rename('Nobody', writer)
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await expect(page.getByRole('dialog', { name: 'The audit is unbroken' })).toBeVisible()
})
