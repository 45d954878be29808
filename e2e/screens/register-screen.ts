import { expect, type Locator, type Page } from 'playwright/test'

/** Between two keys of a hand; the till takes what is much faster for a scanner. */
const HAND_MS = 80
/** Between two keys of a scanner. */
const SCANNER_MS = 5
/** From the last key of a hand to the first of the scanner the same hand has reached for. */
const HAND_TO_TRIGGER_MS = 150

/** The cashier's screen, found the way a cashier with a screen reader finds it: by role and name. */
export class RegisterScreen {
  readonly page: Page
  readonly sale: Locator
  readonly stage: Locator
  readonly search: Locator
  private handAt = 0

  constructor(page: Page) {
    this.page = page
    this.sale = page.getByRole('region', { name: 'Sale' })
    this.stage = page.getByRole('region', { name: /^(Payment|Cash)$/ })
    this.search = page.getByRole('combobox', { name: 'Search or scan' })
  }

  async open(): Promise<void> {
    await this.page.addInitScript(watchPresses)
    await this.page.goto('/register')
    await this.isOpen()
  }

  /** Goods on the screen, or the stage of a payment over them. */
  async isOpen(): Promise<void> {
    await expect(this.search).toBeVisible()
    await expect(this.tile('Flat white').or(this.stage).first()).toBeVisible()
    await hearsKeys(this.page)
  }

  tile(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name}, [^a-z]*\\d`) })
  }

  async ring(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.tile(name).click()
  }

  /** A line as it is read aloud: 3 Flat white, $4.50 each, 13.50. */
  line(name: string, quantity = 1): Locator {
    return this.sale.getByRole('option', { name: new RegExp(`^${quantity} ${name},`) })
  }

  /** One of the tools for the selected line: One more, One less, Remove. */
  tool(name: string): Locator {
    return this.page.getByRole('toolbar', { name: 'Selected line' }).getByRole('button', { name })
  }

  /** What the till says without being asked: a notice, an undo. */
  notice(words: string): Locator {
    return this.page.getByRole('status').filter({ hasText: words })
  }

  get chargeButton(): Locator {
    return this.page.getByRole('button', { name: /^Charge \D*\d/ })
  }

  get cashButton(): Locator {
    return this.page.getByRole('button', { name: 'Cash' })
  }

  /** The amount that is printed on Charge. */
  async total(): Promise<string> {
    const words = await this.chargeButton.textContent()
    const total = words?.match(/Charge\s*(\D*[\d.,]+)/)?.[1]
    if (!total) throw new Error(`there is no amount on ${words}`)
    return total
  }

  /** Presses Charge, and tells the amount that was on it. */
  async charge(): Promise<string> {
    const total = await this.total()
    await this.chargeButton.click()
    return total
  }

  /** Waits for words on the stage. */
  async says(words: string | RegExp): Promise<void> {
    await expect(this.stage).toContainText(words)
  }

  stageButton(name: string | RegExp): Locator {
    return this.stage.getByRole('button', { name })
  }

  /** Presses until the press counts, and waits for what comes of it: the stage in another state. */
  async press(name: string | RegExp): Promise<void> {
    await this.untilStageChanges(() => this.stageButton(name).click({ timeout: 3_000 }))
  }

  /** The same where the stage keeps its name: until the button is not offered any more. */
  async pressOnce(name: string | RegExp): Promise<void> {
    const button = this.stageButton(name)
    await expect(async () => {
      await button.click({ timeout: 3_000 })
      await expect(button).toBeHidden({ timeout: 400 })
    }).toPass({ timeout: 15_000, intervals: [0] })
  }

  /** The same for a key that is printed on a button of the stage. */
  async pressKey(key: string): Promise<void> {
    await expect(this.stage.locator(`[aria-keyshortcuts="${key}"]`).first()).toBeVisible()
    await this.untilStageChanges(() => this.page.keyboard.press(key))
  }

  private async untilStageChanges(act: () => Promise<void>): Promise<void> {
    await this.page.evaluate(watchPresses)
    let pressed: Locator | undefined
    await expect(async () => {
      // What came of an early press may be seen only now.
      if (pressed && !(await pressed.isVisible())) return
      await act()
      const press = await this.page.evaluate(() => window.lastPress)
      expect(press, 'a press that counts').toMatchObject({ isOff: false })
      const before = this.page.locator(`[data-state="${press?.state}"]`).and(this.stage)
      pressed = before
      // One that came early may have counted by the till's own clock, which a long task lets run ahead of this one.
      await expect(before).toBeHidden({ timeout: press?.isEarly ? 400 : 5_000 })
    }).toPass({ timeout: 15_000, intervals: [50] })
  }

  async waitsForCard(): Promise<void> {
    await this.says('Ask the customer to tap')
  }

  async approved(): Promise<void> {
    await this.says('Approved')
  }

  /** The receipt, in a dialog of its own. */
  async showReceipt(): Promise<Locator> {
    const receipt = this.page.getByRole('dialog', { name: /^Receipt of sale/ })
    await expect(async () => {
      if (!(await receipt.isVisible())) await this.stageButton('On screen').click({ timeout: 3_000 })
      await expect(receipt).toBeVisible({ timeout: 3_000 })
    }).toPass({ timeout: 15_000 })
    return receipt
  }

  async nextSale(): Promise<void> {
    await this.press('No receipt, next sale')
    await expect(this.stage).toBeHidden()
  }

  /** One key as a hand presses it; the next comes after it has been let go. */
  async key(name: string): Promise<void> {
    await this.page.keyboard.press(name, { delay: HAND_MS })
    this.handAt = Date.now()
  }

  /** As a hand types: with time between the keys. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: HAND_MS })
    this.handAt = Date.now()
  }

  /**
   * A scanner is a keyboard that types faster than anybody. Its keys bear the times at which the device sent them, as
   * the operating system stamps them, so that a busy machine does not make a slow scanner of it.
   */
  async scan(code: string): Promise<void> {
    await this.page.bringToFront()
    const device = await this.page.context().newCDPSession(this.page)
    const startsAt = Math.max(Date.now(), this.handAt + HAND_TO_TRIGGER_MS)
    const keys = [...code, 'Enter'].flatMap((key, index) => {
      const at = startsAt + index * SCANNER_MS
      return [
        { type: 'keyDown' as const, ...named(key), timestamp: at / 1000 },
        { type: 'keyUp' as const, ...named(key), timestamp: (at + SCANNER_MS / 2) / 1000 },
      ]
    })
    await Promise.all(keys.map(key => device.send('Input.dispatchKeyEvent', key)))
    await device.detach()
  }
}

/** A key as the browser's protocol spells it; `text` is what it types. */
const named = (key: string) =>
  key === 'Enter' ? { key, code: key, windowsVirtualKeyCode: 13, text: '\r' } : { key, text: key }

/** Until then a page that has been drawn loses what is scanned. */
export async function hearsKeys(page: Page): Promise<void> {
  await page.waitForFunction(isTakenOver)
  // What listens to keys and scanners is set up after the first paint.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))))
}

/** Whether React answers what is pressed: before that a page is a drawing. */
export const hasComeToLife = (page: Page): Promise<boolean> => page.evaluate(isTakenOver)

/** The server has drawn it all; React answers once it holds the last thing that can be pressed. */
function isTakenOver(): boolean {
  const last = [...document.querySelectorAll('main :is(a, button, input)')].at(-1)
  return last !== undefined && Object.keys(last).some(key => key.startsWith('__reactProps$'))
}

declare global {
  interface Window {
    /** The last press on the stage, by finger or key: in which state it came, and whether it was one for the till. */
    lastPress?: { readonly state: string; readonly isEarly: boolean; readonly isOff: boolean }
  }
}

/**
 * The stage changes by itself, too, so a changed stage alone does not show that a press counted. Written down as it
 * happens, inside the page: one on a grey button counts for nothing, and hardly one within 300 ms of a change, which is
 * pressed again where nothing comes of it.
 */
function watchPresses(): void {
  if ('lastPress' in window) return
  window.lastPress = { state: '', isEarly: true, isOff: true }
  const stateNow = () => document.querySelector('.stage')?.getAttribute('data-state') ?? ''
  let state = stateNow()
  let changedAt = Number.NEGATIVE_INFINITY
  new MutationObserver(() => {
    if (stateNow() === state) return
    state = stateNow()
    changedAt = performance.now()
  }).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['data-state'],
  })
  const note = (button: Element | null | undefined) => {
    const isOff = !button || button.getAttribute('aria-disabled') === 'true'
    // What stands above the row of actions, the notes of the cash screen, asks for no pause.
    const hasPause = button?.closest('.stage-actions') !== null
    window.lastPress = { state, isEarly: hasPause && performance.now() - changedAt < 300, isOff }
  }
  const inStage = (event: Event) =>
    event.target instanceof Element ? event.target.closest('.stage button') : null
  window.addEventListener('click', event => note(inStage(event)), true)
  const keyed = ({ key }: KeyboardEvent) =>
    note(document.querySelector(`.stage [aria-keyshortcuts="${key}"]`))
  window.addEventListener('keydown', keyed, true)
}
