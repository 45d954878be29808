import { writeFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright/test'
import { pngOf } from '#lib/testing/png.ts'
import { expect, test } from './fixtures.ts'
import { kitchen } from './kitchen.ts'

test('a file that is dropped where files are taken is taken; beside it, and at the counter, the page stays as it is', async ({
  register,
  context,
  till,
}, told) => {
  const { page } = register
  const [csv, png] = [told.outputPath('goods.csv'), told.outputPath('leaf.png')]
  await writeFile(csv, 'name,price\nDropped jam,4.20\n')
  await writeFile(png, pngOf(40, 40))
  await register.ring('Flat white')
  await dropped(page, register.sale, csv)
  await dropped(page, register.search, csv)
  await expect(page).toHaveURL(/\/register$/)
  await expect(register.line('Flat white')).toBeVisible()

  await page.goto('/goods/import')
  await dropped(page, page.getByRole('heading', { name: 'Export', exact: true }), csv)
  await expect(page).toHaveURL(/\/goods\/import$/)
  await dropped(page, page.getByRole('region', { name: 'A file to import' }), csv)
  await expect(page.getByRole('row', { name: /Dropped jam/ })).toBeVisible()

  await page.goto('/locations/account')
  const splash = page.getByRole('region', { name: 'Drop a picture here' })
  await dropped(page, page.getByRole('heading', { level: 1 }), png)
  await expect(page).toHaveURL(/\/locations\/account$/)
  await dropped(page, splash, png)
  await expect(splash.getByRole('img', { name: 'As chosen, not sent yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Do not send it' }).click()

  const { make } = await kitchen(context.request, till.url)
  await page.goto(`/goods/${await make('Medlar')}`)
  const picture = page.getByRole('region', { name: 'Picture', exact: true })
  await dropped(page, page.getByRole('heading', { level: 1 }), png)
  await dropped(page, picture, png)
  await expect(picture.getByText('Not on the tills yet.')).toBeVisible()
  await picture.getByRole('button', { name: 'Do not use it' }).click()
})

/** As from the desktop: the browser itself does with the file what it does when a hand lets it go there. */
async function dropped(page: Page, place: Locator, file: string): Promise<void> {
  await place.scrollIntoViewIfNeeded()
  const box = await place.boundingBox()
  if (!box) throw new Error('there is no such place')
  const at = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 40) }
  await page.evaluate(() => {
    const note = ({ defaultPrevented }: Event) => {
      document.documentElement.dataset.keptPage = String(defaultPrevented)
    }
    for (const type of ['dragover', 'drop']) window.addEventListener(type, note, { once: true })
  })
  const hand = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await hand.send('Input.dispatchDragEvent', { type, ...at, data })
  await hand.detach()
  // Otherwise the browser would open the file in the page's place, as a screen without a window to it does not.
  await expect(page.locator('html')).toHaveAttribute('data-kept-page', 'true')
}
