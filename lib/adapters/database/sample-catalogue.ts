import type { idOf } from '#lib/domain/ids.ts'
import type { SampleTax } from './sample-prices.ts'

type Sample = {
  readonly name: string
  readonly sku: string
  /** In US cents; `sample-prices.ts` makes the shop's price of it. */
  readonly price: number
  readonly tax: SampleTax
  readonly favourite?: true
}

type Shelf = { readonly name: string; readonly colour: number; readonly goods: readonly Sample[] }

const good = (name: string, sku: string, price: number, tax: SampleTax): Sample => ({ name, sku, price, tax })
const favourite = (name: string, sku: string, price: number, tax: SampleTax): Sample => ({
  ...good(name, sku, price, tax),
  favourite: true,
})

/** A corner café that also sells a few things to take home. The order is that of the tiles. */
export const SAMPLES: readonly Shelf[] = [
  {
    name: 'Coffee',
    colour: 1,
    goods: [
      favourite('Flat white', 'COF-FLW', 450, 'full'),
      favourite('Flat white, oat', 'COF-FLO', 490, 'full'),
      favourite('Cappuccino', 'COF-CAP', 460, 'full'),
      favourite('Espresso', 'COF-ESP', 320, 'full'),
      favourite('Filter coffee', 'COF-FIL', 380, 'full'),
      good('Double espresso', 'COF-DBL', 380, 'full'),
      good('Latte', 'COF-LAT', 480, 'full'),
      good('Latte, vanilla', 'COF-LAV', 530, 'full'),
      good('Cortado', 'COF-COR', 420, 'full'),
      good('Mocha', 'COF-MOC', 540, 'full'),
      good('Iced latte', 'COF-ICL', 520, 'full'),
    ],
  },
  {
    name: 'Tea',
    colour: 2,
    goods: [
      favourite('Earl Grey pot', 'TEA-EGR', 420, 'full'),
      favourite('Mint tea', 'TEA-MNT', 390, 'full'),
      favourite('Chai latte', 'TEA-CHL', 480, 'full'),
      good('Green tea', 'TEA-GRN', 390, 'full'),
      good('Matcha latte', 'TEA-MAT', 560, 'full'),
      good('Iced lemon tea', 'TEA-ICL', 430, 'full'),
    ],
  },
  {
    name: 'Bakery',
    colour: 3,
    goods: [
      favourite('Almond croissant', 'BAK-ALC', 425, 'food'),
      favourite('Butter croissant', 'BAK-BUC', 360, 'food'),
      favourite('Cinnamon roll', 'BAK-CIN', 440, 'food'),
      favourite('Sourdough loaf', 'BAK-SOU', 750, 'food'),
      favourite('Banana bread', 'BAK-BAN', 410, 'food'),
      good('Pain au chocolat', 'BAK-PAC', 390, 'food'),
      good('Blueberry muffin', 'BAK-BLM', 395, 'food'),
      good('Seeded roll', 'BAK-SEE', 140, 'food'),
      good('Rye loaf', 'BAK-RYE', 820, 'food'),
    ],
  },
  {
    name: 'Lunch',
    colour: 4,
    goods: [
      favourite('Ham & gruyère toastie', 'LUN-HAM', 950, 'full'),
      favourite('Leek soup, bread', 'LUN-LEK', 880, 'full'),
      good('Avocado toast', 'LUN-AVO', 1050, 'full'),
      good('Chicken wrap', 'LUN-CHW', 990, 'full'),
      good('Lentil salad', 'LUN-LEN', 940, 'full'),
      good('Quiche of the day', 'LUN-QUI', 860, 'full'),
      good('Mozzarella panini', 'LUN-MOZ', 980, 'full'),
    ],
  },
  {
    name: 'Drinks',
    colour: 5,
    goods: [
      favourite('Cold brew bottle', 'DRI-COB', 580, 'full'),
      favourite('Sparkling water', 'DRI-SPW', 310, 'full'),
      favourite('Rhubarb soda', 'DRI-RHU', 430, 'full'),
      good('Still water', 'DRI-STW', 280, 'full'),
      good('Orange juice', 'DRI-ORJ', 490, 'full'),
      good('Ginger beer', 'DRI-GIB', 450, 'full'),
      good('Kombucha', 'DRI-KOM', 560, 'full'),
    ],
  },
  {
    name: 'Sweets',
    colour: 6,
    goods: [
      favourite('Oat biscuits, tin', 'SWE-OAT', 920, 'full'),
      favourite('Salted caramels', 'SWE-SAL', 640, 'full'),
      good('Dark chocolate bar', 'SWE-DAR', 590, 'full'),
      good('Brownie', 'SWE-BRO', 420, 'full'),
      good('Shortbread', 'SWE-SHO', 350, 'full'),
      good('Liquorice', 'SWE-LIQ', 380, 'full'),
    ],
  },
  {
    name: 'Pantry',
    colour: 7,
    goods: [
      favourite('House blend 250 g', 'PAN-HOU', 1650, 'food'),
      favourite('Olive oil 500 ml', 'PAN-OLI', 1400, 'food'),
      favourite('Wildflower honey', 'PAN-HON', 1120, 'food'),
      good('Decaf beans 250 g', 'PAN-DEC', 1720, 'food'),
      good('Granola 400 g', 'PAN-GRA', 980, 'food'),
      good('Raspberry jam', 'PAN-RAS', 760, 'food'),
      good('Sea salt flakes', 'PAN-SEA', 690, 'food'),
      good('Wholegrain mustard', 'PAN-MUS', 580, 'food'),
    ],
  },
  {
    name: 'Gifts',
    colour: 8,
    goods: [
      favourite('Stoneware mug', 'GIF-MUG', 1800, 'full'),
      favourite('Tote bag', 'GIF-TOT', 1500, 'full'),
      good('Tea towel', 'GIF-TEA', 1200, 'full'),
      good('Pour-over set', 'GIF-POU', 3900, 'full'),
      good('Postcard', 'GIF-POS', 250, 'full'),
      good('Beeswax candle', 'GIF-BEE', 1650, 'full'),
    ],
  },
]

type SampleKind = 'category' | 'product' | 'taxclass'

/** The same id in every shop, and in the shape of all others. */
export const sampleId = <Kind extends SampleKind>(
  kind: Kind,
  position: number,
): ReturnType<typeof idOf<Kind>> =>
  `${kind}_00000000-0000-4000-8000-${String(position + 1).padStart(12, '0')}`

/** An EAN-13 of the range that GS1 leaves to shops for their own goods (20…). https://www.gs1.org/standards/id-keys/company-prefix */
export function barcodeOf(position: number): string {
  const twelve = `2000000${String(position + 1).padStart(5, '0')}`
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return `${twelve}${(10 - (sum % 10)) % 10}`
}
