import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { withScratchFolder } from '#lib/launcher/scratch-folder.js'
import { blankSettings, startTestTill } from '#lib/launcher/test-till.js'
import { expectNothingForAxe } from './axe.ts'
import { expect, OWNER, openShop, test } from './fixtures.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

test('the day of every part is drawn, in words too, and what it runs on is told', async ({ page, till }) => {
  await page.goto('/health')
  for (const part of ['Till server', 'Database', 'Stripe', 'Webhooks', 'Counter'])
    await expect(page.getByRole('img', { name: new RegExp(`^${part}: `) })).toBeVisible()
  await expect(page.getByRole('img', { name: /^Database: (works|slow), 100 %/ })).toBeVisible()
  await expect(page.getByText('PostgreSQL', { exact: true })).toBeVisible()
  await expect(page.getByText(/free of/)).toBeVisible()
  const next = page.getByText(/next in \d+ s/)
  const before = await next.textContent()
  await expect(next).not.toHaveText(before ?? '')
  await expectNothingForAxe(page)
  // Machines ask at the same door as ever.
  expect(await (await page.request.get(`${till.url}/api/health`)).json()).toEqual({
    till: 'up',
    database: 'up',
    stripe: 'up',
  })
})

test('ten minutes without Stripe and five in which nobody looked are drawn, and told in words', async ({
  page,
  database,
}) => {
  await database.query('delete from health_sample')
  await database.query(
    `insert into health_sample (minute, parts)
     select $1::bigint - $1::bigint % 60000 - n * 60000,
       json_build_object('database', 'up', 'stripe', case when n between 101 and 110 then 'down' else 'up' end, 'webhooks', 'up')
     from generate_series(0, 299) n where n not between 201 and 205
     on conflict do nothing`,
    [Date.now()],
  )
  await page.goto('/health')
  const strip = (name: string) => page.getByRole('img', { name, exact: true })
  const row = (name: string) => page.getByRole('listitem').filter({ has: strip(name) })
  const stripe = row(
    'Stripe: works, 96.6 %. In the last day: nobody looked for 5 minutes, does not work for 10 minutes.',
  )
  await stripe.getByText('2 times not well, or not looked at').click()
  await expect(stripe.getByRole('list').getByRole('listitem')).toHaveText([
    / to .*: nobody looked$/,
    / to .*: does not work$/,
  ])
  // Nobody looked at the server either, and that is all there is against it.
  const server = row('Till server: works, 100 %. In the last day: nobody looked for 5 minutes.')
  await server.getByText('Once not well, or not looked at').click()
  await expect(server.getByRole('list').getByRole('listitem')).toHaveText([/: nobody looked$/])
  await expectNothingForAxe(page)
})

test('a backup by one press, a disaster, and the shop is back by one command', async ({ browser }) => {
  test.setTimeout(240_000)
  await withScratchFolder(async folder => {
    const signal = new AbortController().signal
    const first = await startTestTill({ folder, signal })
    const env = { ...process.env, ...blankSettings, DATA_DIR: first.dataDir }
    const restore = (...args: string[]) =>
      run(process.execPath, ['lib/launcher/restore.js', ...args], { cwd: root, env })
    const context = await browser.newContext({ baseURL: first.url })
    await openShop(context.request, first.url)
    const settings = `${first.url}/api/settings/cards`
    const setCapture = async (captureMode: 'automatic' | 'manual') => {
      const data = { set: 'capture_mode', captureMode }
      const answer = await context.request.post(settings, { headers: { origin: first.url }, data })
      expect(answer.ok()).toBe(true)
    }
    await setCapture('automatic')
    const [owner] = (await (await context.request.get(`${first.url}/api/people`)).json()).people
    const page = await context.newPage()
    await page.goto('/health')
    await expect(page.getByText('There is none yet.')).toBeVisible()
    await expect(page.getByText(/app-secret.*is in none of them/)).toBeVisible()
    await page.getByRole('button', { name: 'Make a backup' }).click()
    const listed = page.getByRole('list', { name: 'Backups' }).getByRole('listitem')
    await expect(listed).toHaveCount(1)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /^Download/ }).click()
    const file = await (await download).path()
    expect(await readdir(join(first.dataDir, 'backups'))).toHaveLength(1)

    // The command makes the same while the till runs; and while it runs nothing is restored.
    const copied = join(folder, 'by-command')
    const made = await run(process.execPath, ['lib/launcher/backup.js', copied], { cwd: root, env })
    expect(made.stdout).toContain('Backup made')
    await expect(restore(file, '--yes')).rejects.toThrow(/Stop it first/)

    // What happens after the backup is gone with the restore, and kept beside it.
    await setCapture('manual')
    await first.stop()
    await expect(restore(join(root, 'package.json'), '--yes')).rejects.toThrow(/cannot be restored/)
    await expect(restore(file)).rejects.toThrow(/--yes/)
    const { stdout } = await restore(file, '--yes')
    expect(stdout).toMatch(/Verified: \d+ rows in \d+ tables, the audit unbroken up to entry \d+/)
    expect(stdout).toContain('Everyone signs in again.')
    expect(stdout).toContain('No backup holds the key in app-secret')
    expect((await readdir(first.dataDir)).filter(name => name.startsWith('pg18-before-'))).toHaveLength(1)

    const second = await startTestTill({ folder, signal })
    const data = { staffId: owner.id, pin: OWNER.pin }
    const signIn = `${second.url}/api/sign-in`
    expect((await context.request.get(`${second.url}/api/settings/cards`)).status()).toBe(401)
    expect((await context.request.post(signIn, { headers: { origin: second.url }, data })).ok()).toBe(true)
    const cards = await context.request.get(`${second.url}/api/settings/cards`)
    expect(await cards.json()).toMatchObject({ captureMode: 'automatic' })
    const again = await context.newPage()
    await again.goto(`${second.url}/audit`)
    await expect(again.getByRole('heading', { name: 'Audit' })).toBeVisible()
    await expect(again.getByRole('cell', { name: OWNER.name }).first()).toBeVisible()
    await context.close()
    await second.stop()
  })
})
