import { expect, type Page } from 'playwright/test'

/** A counter, a small tablet, a phone, and the counter's screen at 200 %, which leaves a page half of it each way. */
export const SIZES = {
  'a counter': { width: 1280, height: 800 },
  'a tablet': { width: 1024, height: 768 },
  'a phone': { width: 390, height: 844 },
  '200 %': { width: 640, height: 400 },
} as const

/** Boxes that scroll sideways, but for a table in its own; `among` says which are looked at. */
export const sidewaysScrollers = (page: Page, among = '*'): Promise<readonly string[]> =>
  page.evaluate(
    boxes =>
      [...document.querySelectorAll(boxes)]
        .filter(box => {
          if (box.scrollWidth <= box.clientWidth + 1 || box.closest('.table-box')) return false
          if (box === document.documentElement) return true
          if (box.matches('[tabindex]') && box.querySelector('table')) return false
          return /auto|scroll/.test(getComputedStyle(box).overflowX)
        })
        .map(box => `${box.tagName}.${box.className}`),
    among,
  )

/** For whoever wants nothing to move: nothing does. */
export const moving = (page: Page): Promise<number> => page.evaluate(() => document.getAnimations().length)

/**
 * The open dialog, at a counter's screen at 200 % and on a phone: within the window, scrolled up and down alone, and each of its buttons
 * wholly in sight once it is gone to. The window is a counter's again after it.
 */
export async function expectOpenDialogToFit(page: Page, where: string): Promise<void> {
  const dialog = page.locator('dialog[open]')
  for (const size of ['200 %', 'a phone'] as const) {
    await page.setViewportSize(SIZES[size])
    const what = `${where}, ${size}`
    await expect(dialog, what).toBeInViewport({ ratio: 1 })
    expect.soft(await sidewaysScrollers(page, 'html, dialog[open], dialog[open] *'), what).toEqual([])
    expect.soft(await moving(page), `${what} moves`).toBe(0)
    for (const button of await dialog.locator('button:visible').all()) {
      await button.scrollIntoViewIfNeeded()
      await expect.soft(button, `${what}: ${await button.textContent()}`).toBeInViewport({ ratio: 0.99 })
    }
  }
  await page.setViewportSize(SIZES['a counter'])
}
