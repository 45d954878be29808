import { expect, type Locator, type Page } from 'playwright/test'

/** The drawn card reader, as a customer meets it. */
export class ReaderScreen {
  readonly page: Page
  readonly device: Locator

  constructor(page: Page) {
    this.page = page
    this.device = page.getByRole('region', { name: 'Card reader' })
  }

  /** Waits until the device asks for a card with this amount on it. */
  async asksFor(amount: string): Promise<void> {
    await expect(this.device).toContainText(amount)
    await expect(this.device).toContainText(/tap/i)
  }

  /** Presses one of the cards in the tray, by its plain name. */
  async tap(card: string): Promise<void> {
    await this.page.getByRole('button', { name: card, exact: true }).click()
  }

  async customerCancels(): Promise<void> {
    await this.device.getByRole('button', { name: 'Cancel' }).click()
  }

  async shows(words: string | RegExp): Promise<void> {
    await expect(this.device).toContainText(words)
  }
}
