import type { Locator, Page } from 'playwright/test'
import { expect, test } from './fixtures.ts'

/** Both ways in which a system that chooses the colours itself may have chosen them. */
const SCHEMES = ['light', 'dark'] as const

test('where the system chooses the colours, the counter still shows how things stand, what is chosen and what is pressed next', async ({
  register,
}) => {
  const { page } = register
  await register.ring('Flat white')
  // A reader that a story before has used may be at work for a moment yet, and its sign is another.
  await expect(page.locator('[data-lamp][data-state="good"]')).toHaveCount(3)
  for (const colorScheme of SCHEMES)
    await test.step(colorScheme, async () => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme })
      const lamps = page.locator('[data-lamp] svg > :first-child')
      await expect(lamps).toHaveCount(3)
      for (const lamp of await lamps.all()) expect(await contrast(lamp, 'fill')).toBeGreaterThanOrEqual(3)

      const chips = page.getByRole('group', { name: 'Categories' }).getByRole('button')
      const chosen = chips.and(page.locator('[aria-pressed="true"]'))
      const other = chips.and(page.locator('[aria-pressed="false"]')).first()
      expect(await edge(chosen)).toBeGreaterThan(await edge(other))
      expect(await contrast(chosen, 'borderTopColor')).toBeGreaterThanOrEqual(3)

      expect(await edge(register.chargeButton)).toBeGreaterThan(await edge(register.cashButton))
      expect(await contrast(register.chargeButton, 'borderTopColor')).toBeGreaterThanOrEqual(3)
      const line = register.line('Flat white')
      expect(await edge(line)).toBeGreaterThan(0)
    })
  const solid = await colourOf(register.chargeButton, 'color')
  await register.tool('Remove').click()
  const empty = page.getByRole('button', { name: 'Charge', exact: true })
  await expect(empty).toHaveAttribute('aria-disabled', 'true')
  // Colours change over a moment.
  await expect.poll(() => colourOf(empty, 'color')).not.toEqual(solid)
})

test('the same in the office: the place one is at, the tab, the states, the model; a drawn reader keeps its own colours', async ({
  page,
}) => {
  for (const colorScheme of SCHEMES)
    await test.step(colorScheme, async () => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme })
      await page.goto('/goods')
      for (const name of ['Back office', 'About goods']) await expectHereToShow(page, name)

      await page.goto('/readers')
      const states = page.getByRole('group', { name: 'States' }).getByRole('button')
      await states.first().click()
      const [chosen, rest] = [states.first(), await edge(states.last())]
      await expect(chosen).toHaveAttribute('aria-pressed', 'true')
      expect(await edge(chosen)).toBeGreaterThan((await states.count()) > 1 ? rest : 1)
      expect(await contrast(chosen.locator('svg > :first-child'), 'fill')).toBeGreaterThanOrEqual(3)

      await page.goto('/locations/account')
      const models = page.getByRole('group', { name: 'Model of reader' }).locator('label')
      const checked = models.filter({ has: page.locator(':checked') })
      const unchecked = models.filter({ hasNot: page.locator(':checked') }).first()
      expect(await edge(checked)).toBeGreaterThan(await edge(unchecked))

      const reader = page.getByRole('region', { name: 'The idle screen' })
      const ground = (part: string) => colourOf(reader.locator(part).first(), 'backgroundColor')
      const [led, glass, screen] = [
        await ground('.reader-led'),
        await ground('.reader-glass'),
        await ground('.reader-screen'),
      ]
      expect(ratio(glass, screen)).toBeGreaterThanOrEqual(3)
      expect(led).not.toEqual(glass)
      expect(led).not.toEqual(screen)
    })
})

async function expectHereToShow(page: Page, name: string): Promise<void> {
  const links = page.getByRole('navigation', { name }).getByRole('link')
  const here = links.and(page.locator('[aria-current="page"]'))
  const other = links.and(page.locator(':not([aria-current])')).first()
  expect(await edge(here), name).toBeGreaterThan(await edge(other))
  expect(await contrast(here, 'borderTopColor'), name).toBeGreaterThanOrEqual(3)
}

/** How wide the line around it is, in px; 0 when there is none. */
const edge = (one: Locator): Promise<number> =>
  one.evaluate(it => {
    const { borderTopStyle, borderTopWidth } = getComputedStyle(it)
    return borderTopStyle === 'none' ? 0 : Number.parseFloat(borderTopWidth)
  })

type Part = 'fill' | 'color' | 'borderTopColor' | 'backgroundColor'
type Colour = readonly [number, number, number]

/** As it is painted: whatever way it is written in, a canvas turns it into red, green and blue. */
const colourOf = (one: Locator, part: Part): Promise<Colour> =>
  one.evaluate((it, name): Colour => {
    const paper = document.createElement('canvas').getContext('2d')
    if (!paper) throw new Error('nothing can be painted here')
    paper.fillStyle = getComputedStyle(it)[name]
    paper.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = paper.getImageData(0, 0, 1, 1).data
    return [red, green, blue]
  }, part)

/** Against the page itself, as WCAG reckons it. */
async function contrast(one: Locator, part: Part): Promise<number> {
  return ratio(await colourOf(one, part), await colourOf(one.page().locator('html'), 'backgroundColor'))
}

function ratio(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const brightness = ([red, green, blue]: Colour): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

const linear = (channel: number): number =>
  channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4
