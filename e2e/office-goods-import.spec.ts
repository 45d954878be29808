import { readFile } from 'node:fs/promises'
import { expectNothingForAxe } from './axe.ts'
import { expect, test } from './fixtures.ts'

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('a file is looked at row by row, put right, imported, on the till at once, and exported unchanged', async ({
  register,
  context,
}) => {
  const page = await context.newPage()
  await page.goto('/goods/import')
  await expectNothingForAxe(page)
  const pick = page.getByLabel('Choose a file')
  await pick.setInputFiles(csv('half.csv', 'name,category,price\n"Half a fi'))
  await expect(page.getByText('A quotation mark in line 2 is never closed')).toBeVisible()

  const rows = [
    'name,category,price,barcodes',
    'Quince jam,Larder,5.90,own-quince',
    '"=cmd|evil",Larder,1.00,',
  ]
  await pick.setInputFiles(csv('wrong.csv', [...rows, 'No price,Larder,,'].join('\n')))
  await expect(page.getByRole('row', { name: /Wrong 4 No price/ })).toContainText('The price is missing.')
  await expect(page.getByRole('button', { name: /Import 2 goods/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('The last line has no end. Is the file whole?')).toBeVisible()
  await expectNothingForAxe(page)

  await page.getByRole('button', { name: 'Choose another file' }).click()
  await pick.setInputFiles(csv('right.csv', rows.join('\n')))
  await page.getByRole('button', { name: 'Import 2 goods' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'right.csv is imported' })).toBeVisible()

  await register.page.getByRole('button', { name: 'Larder', exact: true }).click()
  await register.ring('Quince jam')

  await page.getByRole('button', { name: 'Import or export more' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export all goods' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(text).toContain("'=cmd|evil")
  await pick.setInputFiles(csv('again.csv', text))
  await expect(page.getByRole('button', { name: /Import 0 goods/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('Nothing would change')).toBeVisible()
  await expect(page.getByText('The last line has no end')).toBeHidden()

  await page.goto('/goods?q=quince')
  const narrowed = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export', exact: true }).click()
  const jam = await readFile(await (await narrowed).path(), 'utf8')
  expect(jam.trimEnd().split('\r\n')).toEqual([text.split('\r\n')[0], expect.stringContaining('Quince jam')])
})
