import type { CDPSession, Page } from 'playwright'
import { barcodeOf, QUERIES } from './goods.ts'

const LINES = '.cart-line'
const HITS = '#hits'
/** The first search builds what the others use. */
const WARM_UP = 'cake'
const PRESSES = 100
const TAPS_PER_TILE = 4
const SCANS = 60
const CODES = 15

/** What no page can beat: a bare button on a bare page, a text that changes, the frame after it. */
export async function bareButton(page: Page): Promise<readonly number[]> {
  const button = '<!doctype html><button style="width:200px;height:80px"><b class="count">0</b></button>'
  await page.goto(`data:text/html,${encodeURIComponent(button)}`)
  await page.evaluate(() => {
    const count = document.querySelector('.count')
    document.querySelector('button')?.addEventListener('click', () => {
      if (count) count.textContent = String(Number(count.textContent) + 1)
    })
  })
  const times: number[] = []
  for (let press = 0; press < PRESSES; press++) {
    await page.evaluate(() => window.bench.arm({ type: 'click', where: '.count' }))
    await page.mouse.click(100, 40)
    times.push(await page.evaluate(() => window.bench.taken()))
  }
  await page.close()
  return times.slice(5)
}

/** Four letters of each word, one after the other, each from its key to the painted list. */
export async function keys(page: Page): Promise<readonly number[]> {
  const field = page.getByRole('combobox', { name: 'Search or scan' })
  const times: number[] = []
  for (const word of [WARM_UP, ...QUERIES]) {
    await field.fill('')
    await field.focus()
    for (const key of word.slice(0, 4)) {
      await page.evaluate(where => window.bench.arm({ type: 'keydown', where }), HITS)
      await page.keyboard.press(key)
      times.push(await page.evaluate(() => window.bench.taken()))
    }
  }
  await field.fill('')
  return times.slice(4)
}

/** Every tile in sight, some times each: a new line first, then one more of it. */
export async function taps(page: Page): Promise<readonly number[]> {
  // The search has just given its place back; a press takes a moment to count there.
  await page.locator('.till:not([data-settling])').waitFor()
  const tiles = page.locator('.tile')
  const boxes = await Promise.all((await tiles.all()).slice(0, 24).map(tile => tile.boundingBox()))
  const times: number[] = []
  for (let round = 0; round < TAPS_PER_TILE; round++) {
    for (const box of boxes) {
      if (!box) continue
      await page.evaluate(where => window.bench.arm({ type: 'click', where }), LINES)
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
      times.push(await page.evaluate(() => window.bench.taken()))
    }
  }
  return times.slice(2)
}

/** A scanner is a keyboard that types faster than anybody; the clock starts at its last key. */
export async function scans(page: Page): Promise<readonly number[]> {
  const times: number[] = []
  await scansWhile(page, times, () => times.length < SCANS)
  return times.slice(1)
}

/** One scan after the other, as long as is wanted. */
export async function scansWhile(page: Page, times: number[], isWanted: () => boolean): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  for (let scan = 0; isWanted(); scan++) {
    await page.evaluate(where => window.bench.arm({ type: 'keydown', key: 'Enter', where }), LINES)
    await type(devtools, barcodeOf(1 + ((scan * 613) % (CODES * 613))))
    times.push(await page.evaluate(() => window.bench.taken()))
  }
  await devtools.detach()
}

/** All keys at once, unawaited: a scanner does not wait either. */
async function type(devtools: CDPSession, code: string): Promise<void> {
  const press = (key: string, text: string) => [
    devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, code: codeOf(key) }),
    devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: codeOf(key) }),
  ]
  await Promise.all([...[...code].flatMap(key => press(key, key)), ...press('Enter', '\r')])
}

const codeOf = (key: string) => (key === 'Enter' ? 'Enter' : `Digit${key}`)
