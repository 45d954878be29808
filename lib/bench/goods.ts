import type pg from 'pg'

/** A made-up code that no other good has: 13 digits, as on a package. */
export const barcodeOf = (n: number): string => `27${String(n).padStart(11, '0')}`

const CATEGORIES = 20

/** Words of a large shop's shelves. Three of them and a number name a good, so that some words are common and some are rare. */
const WORDS = {
  first:
    'organic fresh dried smoked roasted salted sweet spicy frozen whole light dark classic mild crunchy natural golden wild creamy country'.split(
      ' ',
    ),
  second:
    'almond apple barley basil bean beetroot berry bread butter cashew cheddar cherry chicken chilli cinnamon coconut coffee corn cranberry cucumber fennel fig garlic ginger grape hazelnut honey kale lemon lentil lime mango maple mint mustard oat olive onion orange peach peanut pear pepper plum potato pumpkin quinoa raspberry rice rosemary saffron salmon sesame spinach thyme tomato tuna vanilla walnut wheat'.split(
      ' ',
    ),
  third:
    'bar biscuit bread cake chips chutney cracker dip drink flakes jam juice loaf mix muesli oil paste pie roll salad sauce snack soup spread syrup tart tea wrap yoghurt'.split(
      ' ',
    ),
} as const

const SEED = `
with made as (
  select n, $2::text[] as first, $3::text[] as second, $4::text[] as third,
    'product_' || gen_random_uuid() as id
  from generate_series($5::int, $1::int) n
), shelves as (
  insert into category (id, name, colour, position)
  select 'category_00000000-0000-4000-9000-' || lpad(n::text, 12, '0'), 'Aisle ' || n, 1 + n % 8, 100 + n
  from generate_series(1, ${CATEGORIES}) n
  on conflict do nothing
), goods as (
  insert into product (id, category_id, tax_class_id, name, sku, price, favourite, position)
  select id, 'category_00000000-0000-4000-9000-' || lpad((1 + n % ${CATEGORIES})::text, 12, '0'),
    (select id from tax_class where is_default),
    initcap(first[1 + (n * 7) % cardinality(first)]) || ' ' || second[1 + (n * 13 + n / 61) % cardinality(second)] || ' '
      || third[1 + (n * 11 + n / 29) % cardinality(third)] || ' ' || n,
    'BN-' || lpad(n::text, 6, '0'), 100 + (n * 37) % 2900, false, 1000 + n
  from made
)
insert into product_barcode (barcode, product_id)
select '27' || lpad(n::text, 11, '0'), id from made`

/** Fills the shelves up to so many goods beside the samples. What is there already stays. */
export async function stock(pool: pg.Pool, count: number): Promise<void> {
  const { rows } = await pool.query<{ there: string }>(
    `select count(*) as there from product where sku like 'BN-%'`,
  )
  const there = Number(rows[0]?.there ?? 0)
  if (there >= count) return
  await pool.query(SEED, [count, WORDS.first, WORDS.second, WORDS.third, there + 1])
  await pool.query('analyze product, product_barcode')
}

/** What somebody would type for goods on these shelves. */
export const QUERIES: readonly string[] = WORDS.second.filter(word => word.length >= 5).slice(0, 24)
