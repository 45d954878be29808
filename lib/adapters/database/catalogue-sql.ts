/** Parts of statements: what a till is told of goods. */

/** A good `p` that a till can show: not archived, nor its parent. */
const IS_THERE = `not p.archived and not exists (
  select from product parent where parent.id = p.parent_id and parent.archived)`

const QUESTIONS = (product: string) => `product_modifier_group asked
  join modifier_group g on g.id = asked.group_id and not g.archived
  where asked.product_id = ${product}`

const MODIFIERS = (price: string) => `(
  select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, '${price}', m.price) order by m.position, m.id), '[]')
  from modifier m where m.group_id = g.id and not m.archived)`

const RATES = (taxClass: string, more: string) => `(
  select coalesce(json_agg(json_build_object('name', t.name, 'rateBp', t.rate_bp${more}) order by t.position), '[]')
  from tax_rate t where t.tax_class_id = ${taxClass}`

/** $1 ids, $2 the session's hash. A good with variants is not sold itself. */
export const GOODS = `
  with place as (
    select coalesce(r.location_id, shop.location_id) as location_id, shop.currency
    from shop left join session on session.hash = $2 left join register r on r.id = session.register_id
  )
  select p.id, p.name, p.variant_name as variant, p.price::float8 as "priceMinor", place.currency,
    case when p.stock_mode = 'block' then p.stock end as left,
    ${RATES('p.tax_class_id', '')} and (t.location_id is null or t.location_id = place.location_id)) as taxes,
    (select json_agg(json_build_object('id', g.id, 'name', g.name, 'least', g.least, 'most', g.most,
        'modifiers', ${MODIFIERS('priceMinor')}) order by asked.position)
      from ${QUESTIONS('coalesce(p.parent_id, p.id)')}) as groups
  from product p cross join place
  where p.id = any($1::text[]) and ${IS_THERE}
    and not exists (select from product v where v.parent_id = p.id and not v.archived)`

const PRODUCT = `
  select p.id, p.category_id as "categoryId", p.tax_class_id as "taxClassId", p.parent_id as "parentId",
    p.variant_name as "variantName", p.name, p.sku, p.price::float8 as "priceMinor", p.favourite,
    case when p.stock_mode <> 'off' then json_build_object('left', p.stock, 'blocks', p.stock_mode = 'block') end as stock`

/** Under which version a picture `pic` has its address: enough of its hash that no two of one good meet. */
export const PICTURE = 'left(pic.hash, 16)'

/** All of them: what they carry is gathered once, not good by good. */
export const PRODUCTS = `${PRODUCT}, ${PICTURE} as picture,
    coalesce(codes.barcodes, '{}') as barcodes, coalesce(questions.ids, '{}') as "groupIds"
  from product p
  left join (
    select product_id, array_agg(barcode order by barcode) as barcodes from product_barcode group by product_id
  ) codes on codes.product_id = p.id
  left join (
    select asked.product_id, array_agg(g.id order by asked.position) as ids
    from product_modifier_group asked join modifier_group g on g.id = asked.group_id and not g.archived
    group by asked.product_id
  ) questions on questions.product_id = p.id
  left join product_picture pic on pic.product_id = p.id
  where ${IS_THERE} order by p.position, p.id`

/** Those of the ids in $1 that are still there. */
export const CHANGED = `${PRODUCT}, (select ${PICTURE} from product_picture pic where pic.product_id = p.id) as picture,
    array(select barcode from product_barcode where product_id = p.id order by barcode) as barcodes,
    array(select g.id from ${QUESTIONS('p.id')} order by asked.position) as "groupIds"
  from product p where p.id = any($1::text[]) and ${IS_THERE} order by p.position, p.id`

export const HEAD = `
  select
    (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'colour', colour) order by position, id), '[]')
      from category) as categories,
    (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'isDefault', c.is_default, 'rates',
        ${RATES('c.id', ", 'locationId', t.location_id")})) order by c.position, c.id), '[]')
      from tax_class c) as taxes,
    (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'least', g.least, 'most', g.most,
        'modifiers', ${MODIFIERS('priceMinor')}) order by g.position, g.id), '[]')
      from modifier_group g where not g.archived) as groups`

/** The version, what is known of what came after version $1, and the goods that changed: one more than $2 of them is too many. */
export const SINCE = `
  select version::text, head > $1::bigint as "headChanged", floor <= $1::bigint and $1::bigint <= version as "isKnown",
    array(select product_id from catalogue_change where version > $1::bigint order by version limit $2::int + 1) as ids
  from catalogue_version`

/** The taxes of amounts that somebody types, where the register \`r\` of the \`shop\` stands; null in a shop without classes. */
export const CUSTOM_TAXES = `(
  select case when exists (select from tax_class where is_default) then coalesce(json_agg(json_build_object('name', t.name, 'rateBp', t.rate_bp) order by t.position), '[]') end
  from tax_rate t join tax_class c on c.id = t.tax_class_id
  where c.is_default and (t.location_id is null or t.location_id = coalesce(r.location_id, shop.location_id)))`
