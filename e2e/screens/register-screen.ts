import { expect, type Locator, type Page } from 'playwright/test'

/** The cashier's screen, found the way a cashier with a screen reader finds it: by role and name. */
export class RegisterScreen {
  readonly page: Page
  readonly sale: Locator
  readonly stage: Locator

  constructor(page: Page) {
    this.page = page
    this.sale = page.getByRole('region', { name: 'Sale' })
    this.stage = page.getByRole('region', { name: 'Payment' })
  }

  async open(): Promise<void> {
    await this.page.goto('/register')
    await expect(this.page.getByRole('combobox', { name: 'Search or scan' })).toBeVisible()
    const tiles = this.page.getByRole('button', { name: /, \D*\d/ })
    await expect(tiles.or(this.stage).first()).toBeVisible()
  }

  tile(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name}, [^a-z]*\\d`) })
  }

  async ring(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.tile(name).click()
  }

  get chargeButton(): Locator {
    return this.page.getByRole('button', { name: /^Charge \D*\d/ })
  }

  /** The amount printed on the Charge button. */
  async total(): Promise<string> {
    const words = await this.chargeButton.textContent()
    return words?.match(/Charge\s*(\D*[\d.,]+)/)?.[1] ?? ''
  }

  async charge(): Promise<string> {
    const total = await this.total()
    await this.chargeButton.click()
    return total
  }

  /** Waits for the sentence on the stage. */
  async says(words: string | RegExp): Promise<void> {
    await expect(this.stage).toContainText(words)
  }

  /** A press counts once the stage has stood for a moment, so this presses again until the stage has changed. */
  async press(name: string): Promise<void> {
    const before = await this.stage.getAttribute('data-state')
    const button = this.stage.getByRole('button', { name, exact: true })
    await expect(async () => {
      if (await button.isVisible()) await button.click({ timeout: 1_000 })
      await expect(this.stage).not.toHaveAttribute('data-state', before ?? '', { timeout: 1_000 })
    }).toPass({ timeout: 10_000 })
  }

  async waitsForCard(): Promise<void> {
    await this.says('Ask the customer to tap')
  }

  async approved(): Promise<void> {
    await this.says('Approved')
  }

  async nextSale(): Promise<void> {
    await expect(async () => {
      await this.stage.getByRole('button', { name: /next sale/i }).click({ timeout: 1_000 })
      await expect(this.stage).toBeHidden({ timeout: 1_000 })
    }).toPass({ timeout: 10_000 })
  }

  /** A scanner is a keyboard that types faster than anybody. */
  async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code, { delay: 3 })
    await this.page.keyboard.press('Enter')
  }
}
