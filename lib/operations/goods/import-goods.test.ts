import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tableQueryFrom } from '#lib/contracts/table-query.ts'
import { csvFile, readCsv } from '#lib/domain/csv.ts'
import { GOODS_COLUMNS } from '#lib/domain/goods-file.ts'
import { idOf } from '#lib/domain/ids.ts'
import type { Session } from '#lib/ports/staff-store.ts'
import { GOODS_FILTERS } from '#lib/queries/goods.ts'
import { goodsFile } from '#lib/queries/goods-file.ts'
import { openTill, type StoryTill } from '#lib/testing/open-till.ts'
import { changeCategories } from './change-parts.ts'
import { importGoods, lookAtGoodsFile } from './import-goods.ts'

let till: StoryTill
let session: Session
beforeAll(async () => {
  till = await openTill()
  const found = await till.world.staff.session(till.sessionHash, till.clock.now())
  if (!found) throw new Error('nobody is signed in')
  session = found
})
afterAll(() => till.close())

const watch = { told: () => {}, signal: new AbortController().signal }
const bytes = (text: string) => new TextEncoder().encode(text)
const look = (text: string | Uint8Array) =>
  lookAtGoodsFile(till.world, typeof text === 'string' ? bytes(text) : text, watch)

async function looked(text: string) {
  const found = await look(text)
  if (!found.ok) throw new Error(JSON.stringify(found.refusal))
  return found.value
}
async function imported(text: string) {
  const { state } = await looked(text)
  return importGoods(till.world, { bytes: bytes(text), state, fileName: 'goods.csv' }, session, watch)
}
async function exported(search: Readonly<Record<string, string>> = {}): Promise<string> {
  const { pieces } = await goodsFile(till.world, tableQueryFrom(search, GOODS_FILTERS))
  return [...pieces].join('')
}
const count = async () => Number((await till.pool.query('select count(*)::int as n from product')).rows[0].n)
const problemOf = async (text: string | Uint8Array) => {
  const found = await look(text)
  return !found.ok && found.refusal.kind === 'bad_request' ? found.refusal.problems[0]?.problem : undefined
}
const wrongIn = async (text: string) =>
  (await looked(text)).rows.filter(({ fate }) => fate === 'wrong').map(({ line, note }) => `${line}: ${note}`)

test('what is exported imports again unchanged, formulas and all', async () => {
  const text = csvFile([
    [
      'name',
      'variant',
      'category',
      'sku',
      'barcodes',
      'price',
      'cost',
      'stock counted',
      'stock',
      'favourite',
    ],
    ['=HYPERLINK("http://evil.example")', '', 'Odds; "ends"', 'F-1', '', '4.50', '', 'no', '', 'no'],
    ['T-shirt', '', 'Odds; "ends"', 'TS', '', '19.90', '7', 'no', '', 'yes'],
    ['T-shirt', 'Large', '', 'TS-L', '4006381333931|own-1', '19.90', '7.5', 'block', '12', 'no'],
    ['T-shirt', 'Small', '', 'TS-S', '', '18.90', '', 'warn', '-3', 'no'],
    ['Línea\nnueva 🍰', '', 'Food', '', '', '0', '', 'no', '', 'no'],
  ])
  const { counts, newCategories } = await looked(text)
  expect(counts).toEqual({ new: 5, changed: 0, unchanged: 0, wrong: 0 })
  expect(newCategories.map(({ name }) => name)).toContain('Odds; "ends"')
  expect(await imported(text)).toMatchObject({ ok: true, value: { new: 5 } })
  const after = await exported()
  const again = await looked(after)
  expect(again.counts).toMatchObject({ new: 0, changed: 0, wrong: 0 })
  expect(again.counts.unchanged).toBe(await count())
  expect(again.puts).toEqual([])
  expect(await imported(after)).toMatchObject({ ok: true })
  expect(await exported()).toBe(after)

  // What was imported before its ids were known is found again by its SKU or its name.
  expect((await looked(text)).counts).toMatchObject({ new: 0, wrong: 0, unchanged: 5 })
  const { rows } = await till.pool.query(
    `select p.name, p.variant_name, p.stock, parent.sku as parent from product p left join product parent on parent.id = p.parent_id
     where p.sku in ('TS-L', 'TS-S') order by p.sku`,
  )
  expect(rows).toEqual([
    { name: 'T-shirt', variant_name: 'Large', stock: 12, parent: 'TS' },
    { name: 'T-shirt', variant_name: 'Small', stock: -3, parent: 'TS' },
  ])
  const moved = await till.pool.query("select change from stock_movement where reason = 'import' order by id")
  expect(moved.rows.map(row => row.change)).toEqual([12, -3])
})

test.each([
  ['name,category,price\r\nRye,Breads,12.50\r\n', false],
  ['name,category,price\r\nRye,Breads,12.50\r\n\r\n', false],
  ['name,category,price\nRye,Breads,12.50\n', false],
  ['name,category,price\rRye,Breads,12.50\r', false],
  ['name,category,price\r\nRye,Breads,12.50', true],
  ['name,category,price\r\nRye,Breads,1', true],
  ['name,category,price\r\nRye,Breads,"12.50"', true],
])('a last line without an end is told of, and no reason to refuse: %j', async (text, endsOpen) => {
  const { counts, ...found } = await looked(text)
  expect([counts.new, counts.wrong, found.endsOpen]).toEqual([1, 0, endsOpen])
})

test('what the list is narrowed to is exported like all goods, each with its variants, and imports again', async () => {
  const [shirts, [category]] = [
    await exported({ q: 'shirt', state: 'sold' }),
    await till.world.goods.categories(),
  ]
  const read = readCsv(shirts)
  if (!read.ok) throw new Error(read.problem.kind)
  expect(read.rows.map(({ fields }) => fields.slice(1, 3))).toEqual([
    ['name', 'variant'],
    ['T-shirt', ''],
    ['T-shirt', 'Large'],
    ['T-shirt', 'Small'],
  ])
  expect(read.rows[0]?.fields).toEqual(GOODS_COLUMNS)
  expect((await looked(shirts)).counts).toEqual({ new: 0, changed: 0, unchanged: 3, wrong: 0 })
  expect(await imported(shirts.replaceAll('19.90', '21.90'))).toMatchObject({
    ok: true,
    value: { changed: 2 },
  })
  expect(await imported(shirts)).toMatchObject({ ok: true, value: { changed: 2 } })

  const search = { category: category?.id ?? '', state: 'all', sort: '-price' }
  const { pieces, ...told } = await goodsFile(till.world, tableQueryFrom(search, GOODS_FILTERS))
  expect(told.narrowed).toEqual({ category: category?.name, state: 'all' })
  const found = readCsv([...pieces].join(''))
  const prices = found.ok ? found.rows.slice(1).map(({ fields }) => Number(fields[6])) : []
  expect([prices.length, prices]).toEqual([told.rows, prices.toSorted((a, b) => b - a)])
  expect(told.rows).toBeGreaterThan(1)
})

test('only what a row names changes; codes may change places', async () => {
  await imported(
    csvFile([
      ['name', 'category', 'price', 'sku', 'barcodes'],
      ['Left', 'Swap', '1', 'L', 'own-l'],
      ['Right', 'Swap', '2', 'R', 'own-r'],
    ]),
  )
  const swap = csvFile([
    ['name', 'price', 'barcodes'],
    ['Left', '1.10', ''],
    ['Right', '2', 'own-l'],
    ['Left two', '9', 'own-x'],
  ])
  expect(await wrongIn(swap)).toEqual(['4: The category is missing.'])
  const fine = csvFile([
    ['name', 'price', 'barcodes'],
    ['Left', '1.10', ''],
    ['Right', '2', 'own-l'],
  ])
  const { rows } = await looked(fine)
  expect(rows.map(({ fate, note }) => `${fate} ${note}`)).toEqual([
    'changed price, barcodes',
    'changed barcodes',
  ])
  expect(await imported(fine)).toMatchObject({ ok: true })
  const kept = await till.pool.query("select sku, price::int from product where name = 'Left'")
  expect(kept.rows).toEqual([{ sku: 'L', price: 110 }])
})

test('variants follow their good, listed in the file or not', async () => {
  const head = ['id', 'name', 'variant', 'category', 'price', 'sku', 'tax class']
  await imported(
    csvFile([
      head,
      ['', 'Apron', '', 'Shop', '20', 'AP', 'Standard'],
      ['', 'Apron', 'Blue', '', '20', 'AP-B', ''],
      ['', 'Apron', 'Red', '', '21', 'AP-R', ''],
    ]),
  )
  const ids = await till.pool.query("select id from product where sku = 'AP'")
  const moved = csvFile([head, [ids.rows[0].id, 'Apron, long', '', 'Gifts', '20', 'AP', 'Zero']])
  expect(await imported(moved)).toMatchObject({ ok: true, value: { changed: 1 } })
  const { rows } = await till.pool.query(
    `select p.sku, p.name, c.name as category, t.name as class from product p join category c on c.id = p.category_id
     join tax_class t on t.id = p.tax_class_id where p.sku like 'AP%' order by p.sku`,
  )
  const follows = { name: 'Apron, long', category: 'Gifts', class: 'Zero' }
  expect(rows).toEqual(['AP', 'AP-B', 'AP-R'].map(sku => ({ sku, ...follows })))
})

test('every wrong line is told with its number, and then nothing at all is imported', async () => {
  const before = await count()
  const text = csvFile([
    ['name', 'category', 'price', 'sku', 'barcodes', 'stock counted', 'tax class'],
    ['Fine', 'Hostile', '1.00', 'H-1', '', 'no', ''],
    ['', 'Hostile', '1.00', '', '', 'no', ''],
    ['No price', 'Hostile', '', '', '', 'no', ''],
    ['Words for a price', 'Hostile', '$4.50', '', '', 'no', ''],
    ['Three decimals', 'Hostile', '4.505', '', '', 'no', ''],
    ['Twice', 'Hostile', '1.00', 'H-1', '', 'no', ''],
    ['Wrong digit', 'Hostile', '1.00', '', '4006381333930', 'no', ''],
    ['One code', 'Hostile', '1.00', '', 'dup-1', 'no', ''],
    ['Same code', 'Hostile', '1.00', '', 'dup-1', 'no', ''],
    ['Stock', 'Hostile', '1.00', '', '', 'sometimes', ''],
    ['Tax', 'Hostile', '1.00', '', '', 'no', 'Imaginary'],
  ])
  expect(await wrongIn(text)).toEqual([
    '3: The name is missing.',
    '4: The price is missing.',
    '5: “$4.50” is no price. Write it like 4.50, without a currency.',
    '6: “4.505” is no price. Write it like 4.50, without a currency.',
    '7: Line 2 has the SKU H-1 too.',
    '8: The last digit of 4006381333930 should be 1. Look at the package again, or scan it.',
    '10: Line 9 has the barcode dup-1 too.',
    '11: Write no, warn or block under stock counted.',
    '12: There is no tax class “Imaginary”.',
  ])
  expect(await imported(text)).toMatchObject({
    refusal: { problems: [{ problem: '9 lines are wrong, so nothing was imported.' }] },
  })
  expect(await count()).toBe(before)
  expect(await wrongIn('name,category,price\r\nOne field\r\nFour,of,1.00,them\r\nHalf,a li')).toEqual([
    '2: This line has 1 field and the first line 3.',
    '3: This line has 4 fields and the first line 3.',
    '4: The file ends within this line, in field 2 of 3: it looks cut off.',
  ])
})

test('wherever a file is cut off it is said, and nothing of half a line is imported unseen', async () => {
  const whole = bytes(
    csvFile([
      ['name', 'category', 'barcodes', 'price'],
      ['Käse "alt",\nam Stück', 'Kühltheke', 'own-cut-1|own-cut-2', '12.50'],
      ['Brot 🍞', 'Kühltheke', '', '3.20'],
    ]),
  )
  const before = await count()
  const importable: string[] = []
  for (let end = 0; end < whole.length; end++) {
    const half = whole.subarray(0, end)
    const text = new TextDecoder().decode(half)
    const found = await look(half)
    if (!found.ok) {
      const [said] = found.refusal.kind === 'bad_request' ? found.refusal.problems : []
      expect(said?.problem, text).toMatch(/looks cut off|^There is nothing in this file\.$/)
      continue
    }
    const { counts, rows, endsOpen, state } = found.value
    expect(endsOpen, text).toBe(!/[\r\n]$/.test(text))
    if (counts.wrong === 0) {
      importable.push(text.slice(text.lastIndexOf(',') + 1))
      continue
    }
    expect(rows.at(-1)?.note, text).toMatch(/looks cut off|^The price is missing|is no price/)
    const wish = { bytes: half, state, fileName: 'half.csv' }
    expect(await importGoods(till.world, wish, session, watch), text).toMatchObject({ ok: false })
  }
  expect(await count()).toBe(before)
  // Only behind a whole number may a line end. Where it has no end of its own, whoever looks is asked whether the file is whole.
  expect(importable).toEqual([
    ...['1', '12', '12.5', '12.50', '12.50\r', '12.50\r\n'],
    ...['3', '3.2', '3.20', '3.20\r'],
  ])
})

test('a file that is none is told in words', async () => {
  const head = 'name,category,price\r\n'
  expect(await problemOf('')).toMatch(/nothing in this file/)
  expect(await problemOf(head)).toMatch(/nothing in this file/)
  expect(await problemOf('title,price\r\nx,1')).toMatch(/no column “title”/)
  expect(await problemOf('name,name\r\nx,1')).toMatch(/twice/)
  expect(await problemOf('price\r\n1')).toMatch(/no column “name”/)
  expect(await problemOf(new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x0a]))).toMatch(/not in UTF-8/)
  expect(await problemOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toMatch(/not in UTF-8/)
  expect(await problemOf(`${head}"half a fi`)).toMatch(/never closed/)
  expect(await problemOf(bytes(`${head}Kü`).subarray(0, -1))).toMatch(/only a part: the file looks cut off/)
  expect(await problemOf('name,catego')).toMatch(/ends in its first line: it looks cut off/)
  expect(await problemOf(`${head}"a"b,c,1`)).toMatch(/closing quotation mark/)
  expect(await problemOf(`${head}${'x'.repeat(10 * 1024 * 1024)},c,1`)).toMatch(/longer than 2,000 signs/)
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${head}Kürbis,Herbst,3.20`, 'utf16le'))
  expect(await look(utf16)).toMatchObject({ ok: true, value: { counts: { new: 1 } } })
  expect(await problemOf(utf16.subarray(0, -1))).toMatch(/looks cut off/)
  expect((await looked('name;category;price\nKürbis;Herbst;3,20')).puts).toMatchObject([{ priceMinor: 320 }])
})

const notesIn = async (text: string) =>
  (await looked(text)).rows.map(({ line, fate, note }) => `${line}: ${fate} ${note}`.trim())
const rowsNamed = async (name: string) => {
  const { rows } = await till.pool.query(
    'select sku, price::int, archived from product where name = $1 order by sku, archived',
    [name],
  )
  return rows
}

test('a name alone never stands for one of two goods, and an archived one gives way to one that is sold', async () => {
  const head = ['name', 'category', 'sku', 'price', 'archived']
  await imported(
    csvFile([head, ['Melange', 'Match', 'LA-1', '4.20', 'no'], ['Melange', 'Match', 'LA-2', '4.00', 'yes']]),
  )
  const dearer = csvFile([
    ['name', 'price'],
    ['Melange', '4.60'],
  ])
  expect(await imported(dearer)).toMatchObject({ ok: true, value: { changed: 1 } })
  expect(await rowsNamed('Melange')).toEqual([
    { sku: 'LA-1', price: 460, archived: false },
    { sku: 'LA-2', price: 400, archived: true },
  ])
  expect(await notesIn(csvFile([head.slice(0, 4), ['Melange', 'Match', 'LA-2', '4.10']]))).toEqual([
    '2: changed price; archived, so no till sells it',
  ])
  await till.pool.query("update product set archived = false where sku = 'LA-2'")
  expect(await wrongIn(dearer.replace('4.60', '4.70'))).toEqual([
    '2: 2 goods are called “Melange”. Write the id or the SKU of the one that is meant.',
  ])
})

test('another SKU is another good, whatever it is called', async () => {
  const head = ['name', 'category', 'sku', 'price']
  await imported(csvFile([head, ['Jam', 'Match', 'J1', '5.00']]))
  const both = csvFile([head, ['Jam', 'Match', 'J1', '5.00'], ['Jam', 'Match', 'J2', '6.00']])
  expect(await notesIn(both)).toEqual(['2: unchanged', '3: new'])
  expect(await imported(both)).toMatchObject({ ok: true, value: { new: 1, unchanged: 1 } })
  expect(await rowsNamed('Jam')).toMatchObject([
    { sku: 'J1', price: 500 },
    { sku: 'J2', price: 600 },
  ])
})

test('a code that a spreadsheet has shortened is not taken for a code', async () => {
  const text = csvFile([
    ['name', 'category', 'price', 'barcodes'],
    ['Cola', 'Codes', '1.00', '36000291452'],
    ['Pens', 'Codes', '1.00', '4.00638E+12'],
  ])
  const notes = await wrongIn(text)
  expect(notes).toEqual([
    expect.stringContaining('2: A spreadsheet has shortened the barcode 36000291452'),
    expect.stringContaining('3: A spreadsheet has shortened the barcode 4.00638E+12'),
  ])
})

test('what is exported imports again unchanged: archived questions, bars in codes, and two of one name', async () => {
  const [archived, live, again] = [1, 2, 3].map(() => idOf('modgroup', randomUUID()))
  await till.pool.query(
    `insert into modifier_group (id, name, least, most, position, archived) values
       ($1, 'Extra | more', 0, 1, 90, true), ($2, 'Extra | more', 0, 1, 91, false), ($3, 'Twice', 0, 1, 92, false)`,
    [archived, live, again],
  )
  await till.pool.query(
    `insert into category (id, name, colour, position) values ($1, 'Twice', 1, 90), ($2, 'Twice', 1, 91)`,
    [idOf('category', randomUUID()), idOf('category', randomUUID())],
  )
  const head = ['name', 'category', 'price', 'barcodes', 'questions']
  await imported(csvFile([head, ['Chai', 'Asks', '3.00', String.raw`a\|b|c`, 'Twice']]))
  const { rows } = await till.pool.query("select id from product where name = 'Chai'")
  await till.pool.query(
    'insert into product_modifier_group (product_id, group_id, position) values ($1, $2, 1)',
    [rows[0].id, archived],
  )
  await till.pool.query(
    `update product set category_id = (select max(id) from category where name = 'Twice') where name = 'Chai'`,
  )
  const codes = await till.pool.query(
    'select barcode from product_barcode where product_id = $1 order by 1',
    [rows[0].id],
  )
  expect(codes.rows.map(({ barcode }) => barcode)).toEqual(['a|b', 'c'])
  const { counts } = await looked(await exported())
  expect(counts).toEqual({ new: 0, changed: 0, wrong: 0, unchanged: await count() })
  expect(
    await wrongIn(
      csvFile([
        ['name', 'category', 'price'],
        ['Mate', 'Twice', '3.00'],
      ]),
    ),
  ).toEqual(['2: 2 categories are called “Twice”. Give each a name of its own in the office first.'])
})

test('one row without end stops the reading, not the server', async () => {
  const began = performance.now()
  expect(await problemOf(`name,category,price\r\n${','.repeat(2_000_000)}`)).toMatch(/more than 64 fields/)
  expect(await problemOf(','.repeat(2_000_000))).toMatch(/more than 64 fields/)
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('empty lines are counted, and everybody else has a turn meanwhile', async () => {
  const head = 'name,category,price\r\n'
  let turns = 0
  const told = (_: string, done: number) => {
    turns++
    expect(done).toBeLessThanOrEqual(200_000)
  }
  for (const text of ['\n'.repeat(40e6), `${head}${'\r\n'.repeat(20e6)}`]) {
    turns = 0
    expect(await lookAtGoodsFile(till.world, bytes(text), { ...watch, told })).toMatchObject({
      refusal: { problems: [{ problem: 'A file may have 200,000 lines.' }] },
    })
    expect(turns).toBe(400)
  }
  const { rows } = await looked(`\n\n${head}\n\nRye,Breads,12.50\n\n`)
  expect(rows).toMatchObject([{ line: 6, name: 'Rye' }])
})

test('long lines are no longer work in one go than many short ones', async () => {
  const line = `${Array.from({ length: 60 }, () => 'x'.repeat(1_900)).join(',')}\r\n`
  let turns = 0
  const told = () => {
    turns++
  }
  const text = `name,category,price\r\n${line.repeat(100)}`
  expect(await lookAtGoodsFile(till.world, bytes(text), { ...watch, told })).toMatchObject({ ok: true })
  expect(turns).toBe(100)
})

test('a file goes by the rules of the form', async () => {
  const head = ['name', 'variant', 'category', 'sku', 'price', 'cost']
  const good = (
    name: string,
    more: Partial<Record<'variant' | 'category' | 'sku' | 'price' | 'cost', string>> = {},
  ) =>
    [name, more.variant, more.category ?? 'Rules', more.sku, more.price ?? '1.00', more.cost].map(
      cell => cell ?? '',
    )
  const many = Array.from({ length: 101 }, (_, n) => good('Yarn', { variant: `Colour ${n}` }))
  expect(
    await wrongIn(
      csvFile([
        head,
        good('Dear', { price: '999999999.99' }),
        good('Dear to us', { cost: '1000000.00' }),
        good('Left\u202eright'),
        good('Bell', { sku: 'B\u0007' }),
        good('Shelved', { category: 'C'.repeat(41) }),
        good('Yarn'),
        good('Yarn', { variant: 'Red' }),
        good('Yarn', { variant: ' red' }),
        ...many,
      ]),
    ),
  ).toEqual([
    '2: The price is more than the till can count.',
    '3: The cost is more than the till can count.',
    '4: The name has a sign in it that cannot be kept.',
    '5: The SKU has a sign in it that cannot be kept.',
    '6: The category is longer than 40 signs.',
    '9: Line 8 is a variant of the same name.',
    '109: A good has at most 100 variants.',
    '110: A good has at most 100 variants.',
  ])
})

test('a variant is not called otherwise than its good', async () => {
  const head = ['id', 'name', 'variant', 'category', 'price']
  await imported(csvFile([head, ['', 'Scarf', '', 'Rules', '9.00'], ['', 'Scarf', 'Wool', '', '9.00']]))
  const { rows } = await till.pool.query(
    "select id from product where name = 'Scarf' and parent_id is not null",
  )
  expect(await wrongIn(csvFile([head, [rows[0].id, 'Shawl', 'Wool', '', '9.00']]))).toEqual([
    '2: A variant has the name of its good: write “Scarf”, or change the good’s own line too.',
  ])
})

test('the audit says what an import changed, and of which file', async () => {
  const head = ['name', 'category', 'price', 'cost']
  await imported(csvFile([head, ['Halva', 'Audit', '4.20', '']]))
  await imported(csvFile([head, ['Halva', 'Audit, new', '4.60', '2.00'], ['Lokum', 'Audit', '3.00', '']]))
  const { rows } = await till.pool.query(
    "select before, after from audit where what = 'import_goods' order by seq desc limit 1",
  )
  expect(rows[0]).toMatchObject({
    before: { goods: ['Halva: category Audit, price 4.20, cost nothing'] },
    after: {
      file: 'goods.csv',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      ...{ new: 1, changed: 1, categories: ['Audit, new'] },
      goods: ['Halva: category Audit, new, price 4.60, cost 2.00'],
    },
  })
})

test('when the office has changed goods since the look, nothing is imported; a sale meanwhile is no hindrance', async () => {
  const text = csvFile([
    ['name', 'category', 'price'],
    ['Late', 'Late', '1.00'],
  ])
  const { state } = await looked(text)
  await till.pool.query(`update product set stock = stock - 1 where name = 'T-shirt'`)
  const wish = { bytes: bytes(text), state, fileName: 'late.csv' }
  await till.pool.query(
    `update product set version = version + 1 where name = 'T-shirt' and parent_id is null`,
  )
  expect(await importGoods(till.world, wish, session, watch)).toEqual({
    ok: false,
    refusal: { kind: 'changed_meanwhile' },
  })
  expect(await imported(text)).toMatchObject({ ok: true })
})

test('a stopped import leaves nothing behind', async () => {
  const before = await count()
  const rows = Array.from({ length: 5_000 }, (_, n) => [`Good ${n}`, 'Many', '1.00'])
  const text = csvFile([['name', 'category', 'price'], ...rows])
  const { state } = await looked(text)
  const stop = new AbortController()
  const told = (phase: string) => {
    if (phase === 'writing') stop.abort()
  }
  const wish = { bytes: bytes(text), state, fileName: 'many.csv' }
  expect(await importGoods(till.world, wish, session, { told, signal: stop.signal })).toMatchObject({
    refusal: { problems: [{ problem: 'Stopped. Nothing was imported.' }] },
  })
  expect(await count()).toBe(before)
})

test('the columns are those that a file may have', async () => {
  const read = readCsv(await exported())
  expect(read.ok && read.rows[0]?.fields).toEqual([...GOODS_COLUMNS])
})

test('who waits too long for somebody else’s import is told to try again, and nothing was changed', async () => {
  const text = 'name,category,price\r\nWaits too long,Waiting,1.00\r\n'
  const { state } = await looked(text)
  const other = await till.pool.connect()
  await other.query('begin; select pg_advisory_xact_lock(7331004)')
  const category = { id: idOf('category', randomUUID()), name: 'Waits too', colour: 1, version: 0 }
  const wishes = await Promise.allSettled([
    importGoods(till.world, { bytes: bytes(text), state, fileName: 'goods.csv' }, session, watch),
    changeCategories(till.world, { do: 'save', ...category }, session),
  ])
  await other.query('rollback')
  other.release()
  const busy = { status: 'fulfilled', value: { ok: false, refusal: { kind: 'too_busy' } } }
  expect(wishes).toEqual([busy, busy])
  expect((await looked(text)).state).toBe(state)
}, 40_000)

test('thousands of goods while the till sells', async () => {
  const rows = Array.from({ length: 6_000 }, (_, n) => [
    `Imported good ${n}`,
    `Shelf ${n % 40}`,
    `B-${n}`,
    `own-bulk-${n}`,
    ((n % 900) / 10 + 0.5).toFixed(2),
    n % 3 === 0 ? 'warn' : 'no',
    n % 3 === 0 ? '10' : '',
  ])
  const text = csvFile([['name', 'category', 'sku', 'barcodes', 'price', 'stock counted', 'stock'], ...rows])
  const { state, counts } = await looked(text)
  expect(counts).toEqual({ new: 6_000, changed: 0, unchanged: 0, wrong: 0 })
  let isDone = false
  let sold = 0
  const selling = (async () => {
    while (!isDone) {
      const sale = await till.sell()
      expect(await till.cash(sale)).toMatchObject({ ok: true })
      sold++
    }
  })()
  const wish = { bytes: bytes(text), state, fileName: 'all.csv' }
  const done = await importGoods(till.world, wish, session, watch)
  isDone = true
  await selling
  expect(done).toMatchObject({ ok: true, value: { new: 6_000 } })
  expect(sold).toBeGreaterThan(3)
  expect((await looked(await exported())).counts).toMatchObject({ new: 0, changed: 0, wrong: 0 })
}, 120_000)
