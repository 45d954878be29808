import type { Page } from 'playwright/test'
import { allPages } from '#lib/testing/permissions/pages.ts'
import { expectNothingForAxe } from './axe.ts'
import { expectOpenDialogToFit, moving, SIZES, sidewaysScrollers } from './fits.ts'
import { expect, test } from './fixtures.ts'
import { shootOffice } from './shots.ts'

/** Pages that are no part of the office: the counter's, and the paper. */
const ELSEWHERE = ['/', '/register', '/no-entry', '/receipts/…']

test('every page of the office, in light and dark, at every size: axe finds nothing, nothing scrolls sideways, nothing moves that need not', async ({
  page,
  register,
}) => {
  test.setTimeout(300_000)
  // A sale to look at. The counter goes on with the next: one that ended minutes ago is no news to whoever comes after.
  await register.ring('Flat white')
  await register.cashButton.click()
  await register.press(/^Exact/)
  await register.says('No change to give')
  const { currentSaleId: paid } = await (await page.request.get('/api/registers/current')).json()
  await register.nextSale()
  await register.ring('Espresso')
  await expect(page.getByText(/^Sale \d/)).toBeVisible()
  const isSeen = new Set<string>()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/sales')
  const waiting = [`/sales/${paid}`, ...(await officePlaces(page))]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path)
    if (isSeen.has(kind)) continue
    isSeen.add(kind)
    await test.step(kind, async () => {
      await page.setViewportSize(SIZES['a counter'])
      await open(page, path)
      waiting.push(...(await pagesBelow(page, path)))
      await isCalm(page, path)
    })
  }
  const guarded = allPages().filter(({ needs }) => needs !== undefined)
  const inOffice = guarded.map(({ path }) => path.replaceAll(/\[\w+\]/g, '…'))
  expect(inOffice.filter(path => !isSeen.has(path) && !ELSEWHERE.includes(path))).toEqual([])
})

async function isCalm(page: Page, path: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    expect.soft(await sidewaysScrollers(page), `${path}, ${size}`).toEqual([])
    expect.soft(await moving(page), `${path} moves`).toBe(0)
    // What scrolls is inside: below the window there is nothing.
    const below = () => document.documentElement.scrollHeight - window.innerHeight
    expect.soft(await page.evaluate(below), `${path}, ${size}, below the window`).toBeLessThanOrEqual(0)
    await expectNothingForAxe(page)
    if (size === 'a counter' || size === 'a phone') await shootOffice(page, kindOf(path))
  }
}

test('the menu of a phone is opened, walked and closed by keys alone, and gives the focus back', async ({
  page,
}) => {
  await page.setViewportSize(SIZES['a phone'])
  await open(page, '/sales')
  const menu = page.getByRole('button', { name: 'Menu' })
  await menu.focus()
  await page.keyboard.press('Enter')
  const links = page.getByRole('navigation', { name: 'Back office' }).getByRole('link')
  await expect(links.first()).toBeVisible()
  await expectNothingForAxe(page)
  await page.keyboard.press('Escape')
  await expect(links).toHaveCount(0)
  await expect(menu).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Settings' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings/)
  await expect(page.getByRole('link', { name: 'To the counter' })).toBeVisible()
})

test('what adds, changes or deletes is asked by keys alone: the focus goes in, Escape leaves all as it was', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await open(page, '/sales')
  for (const path of await officePlaces(page)) {
    await test.step(path, async () => {
      await open(page, path)
      for (const name of await askingButtons(page)) await isAskedByKeys(page, path, name)
    })
  }
})

/** Verbs that ask before anything happens, or lead to a form. */
const ASKING = /^(Add|New|Delete|Rename|Move|Edit|Change|Revoke|Disable|Reset)\b/

const askingButtons = (page: Page): Promise<readonly string[]> =>
  page.locator('main button:visible:not([aria-disabled="true"])').evaluateAll((buttons, source) => {
    const asking = new RegExp(source)
    const names = buttons.map(button => button.textContent?.trim() ?? '').filter(name => asking.test(name))
    return [...new Set(names)].slice(0, 4)
  }, ASKING.source)

async function isAskedByKeys(page: Page, path: string, name: string): Promise<void> {
  const button = page.locator('main').getByRole('button', { name, exact: true }).first()
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.locator('dialog[open]')
  const isAsked = await expect(dialog)
    .toBeVisible({ timeout: 2_000 })
    .then(() => true)
    .catch(() => false)
  // It led to a page or a form of its own, which is looked at there.
  if (!isAsked) return void (await open(page, path))
  expect.soft(await dialog.evaluate(it => it.contains(document.activeElement)), `${path}: ${name}`).toBe(true)
  await expectNothingForAxe(page)
  await shootOffice(page, `${path} ${name}`)
  await expectOpenDialogToFit(page, `${path} ${name}`)
  await page.keyboard.press('Escape')
  await expect.soft(dialog, `${path}: ${name}`).toHaveCount(0)
  await expect.soft(button, `${path}: ${name}`).toBeFocused()
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible()
}

/** As the nav lists them: a new page is looked at by itself. */
const officePlaces = (page: Page): Promise<string[]> =>
  page
    .getByRole('navigation', { name: 'Back office' })
    .getByRole('link')
    .evaluateAll(links =>
      links
        .map(link => new URL((link as HTMLAnchorElement).href).pathname)
        .filter(path => path !== '/register'),
    )

/** Pages that this one leads to, further down the same path. */
const pagesBelow = (page: Page, path: string): Promise<string[]> =>
  page.locator('main a[href]').evaluateAll(
    (links, above) =>
      links
        .filter(link => !link.hasAttribute('download'))
        .map(link => new URL((link as HTMLAnchorElement).href).pathname)
        .filter(below => below.startsWith(`${above}/`)),
    path,
  )

/** `/readers/tmr_123` and `/readers/tmr_456` are one kind of page. */
const kindOf = (path: string): string => path.replaceAll(/\/[^/]*[_\d][^/]*/g, '/…')
