import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { testCards } from '#lib/test-cards/test-cards.ts'

const here = dirname(fileURLToPath(import.meta.url))
const { resolve } = createRequire(import.meta.url)

const fonts: Record<string, string> = {
  'geist-latin-wght-normal.woff2': '@fontsource-variable/geist',
  'geist-latin-ext-wght-normal.woff2': '@fontsource-variable/geist',
  'geist-mono-latin-wght-normal.woff2': '@fontsource-variable/geist-mono',
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

// Everything comes from this origin; pictures for the splash screen may be handed over as data.
const policy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

/**
 * The reader on screen: its pages, their files, the fonts and the list of test cards, all below `/simulator`.
 * Files are read at each request: they are few and small, and an edit shows at the next reload.
 */
export const readerPage = new Hono()

readerPage.use('/simulator/*', async (context, next) => {
  await next()
  context.header('x-content-type-options', 'nosniff')
  context.header('content-security-policy', policy)
})

readerPage.get('/simulator', context => context.redirect('/simulator/readers'))
readerPage.get('/simulator/readers', async context => context.html(await page('readers')))
readerPage.get('/simulator/readers/:id', async context => context.html(await page('reader')))
readerPage.get('/simulator/screens', async context => context.html(await page('screens')))
readerPage.get('/simulator/test-cards.json', context => context.json(testCards))

readerPage.get('/simulator/assets/fonts/:file', async context => {
  const file = context.req.param('file')
  const from = fonts[file]
  if (from === undefined) return context.notFound()
  const font = await readFile(join(dirname(resolve(`${from}/package.json`)), 'files', file))
  return context.body(font, 200, { 'content-type': 'font/woff2', 'cache-control': 'max-age=604800' })
})

readerPage.get('/simulator/assets/:file', async context => {
  const match = /^[a-z0-9-]+\.(css|js|svg)$/.exec(context.req.param('file'))
  const type = types[match?.[1] ?? '']
  if (!match || type === undefined) return context.notFound()
  const text = await read(join(here, 'assets', match[0]))
  if (text === undefined) return context.notFound()
  return context.body(text, 200, { 'content-type': type, 'cache-control': 'no-cache' })
})

async function page(name: 'reader' | 'readers' | 'screens'): Promise<string> {
  return await readFile(join(here, `${name}.html`), 'utf8')
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return undefined
  }
}
