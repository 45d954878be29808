import { type KeptGood, listRead } from './goods-file.ts'
import { type Books, type Parent, wordKey } from './goods-import-books.ts'
import { type Context, type Fields, textProblem } from './goods-import-fields.ts'
import { GOODS_LIMITS } from './goods-limits.ts'
import { type CategoryId, idOf, type ModifierGroupId, type TaxClassId } from './ids.ts'

type Named<Id> = { readonly id: Id; readonly name: string; readonly archived?: boolean }

/** The one of that name, undefined when there is none: what the good has already comes first. Or why that cannot be told. */
function oneNamed<Id>(
  typed: string,
  all: ReadonlyMap<string, readonly Named<Id>[]>,
  own: readonly Id[],
  what: string,
): Named<Id> | string | undefined {
  const named = all.get(wordKey(typed)) ?? []
  const kept = named.find(({ id }) => own.includes(id))
  const found = named.filter(({ archived }) => !archived)
  if (kept || found.length <= 1) return kept ?? found[0]
  return `${found.length} ${what} are called “${typed.slice(0, 60)}”. Give each a name of its own in the office first.`
}

type Place = { readonly categoryId: CategoryId; readonly taxClassId: TaxClassId }

/** In which category a good lies and how it is taxed. */
export function placeIn(
  fields: Fields,
  before: KeptGood | undefined,
  parent: Parent | undefined,
  books: Books,
  context: Context,
): Place | string {
  // A variant is where its parent is, whatever its line says.
  if (parent) return { categoryId: parent.categoryId, taxClassId: parent.taxClassId }
  if (before?.parentId) return { categoryId: before.categoryId, taxClassId: before.taxClassId }
  const category = categoryIn(fields('category') ?? '', before, books, context)
  if (typeof category === 'string') return category
  const taxClass = taxClassIn(fields('tax class') ?? '', before, books, context)
  return typeof taxClass === 'string' ? taxClass : { categoryId: category.id, taxClassId: taxClass.id }
}

function categoryIn(
  typed: string,
  before: KeptGood | undefined,
  books: Books,
  context: Context,
): { readonly id: CategoryId } | string {
  if (typed === '') return before ? { id: before.categoryId } : 'The category is missing.'
  const found =
    oneNamed(typed, books.categories, before ? [before.categoryId] : [], 'categories') ??
    books.newCategories.get(wordKey(typed))
  if (found !== undefined) return found
  const wrong = textProblem('The category', typed, GOODS_LIMITS.category)
  if (wrong) return wrong
  const made = { id: idOf('category', context.uuid()), name: typed }
  books.newCategories.set(wordKey(typed), made)
  return made
}

function taxClassIn(
  typed: string,
  before: KeptGood | undefined,
  books: Books,
  context: Context,
): { readonly id: TaxClassId } | string {
  const otherwise = () =>
    before ? { id: before.taxClassId } : context.kept.taxClasses.find(({ isDefault }) => isDefault)
  const found =
    typed === ''
      ? otherwise()
      : oneNamed(typed, books.taxClasses, before ? [before.taxClassId] : [], 'tax classes')
  return found ?? `There is no tax class “${typed.slice(0, 60)}”.`
}

/** What a good asks at the counter. Variants ask their parent's. */
export function questionsIn(
  fields: Fields,
  before: KeptGood | undefined,
  isVariant: boolean,
  books: Books,
): readonly ModifierGroupId[] | string {
  const had = before?.groupIds ?? []
  const typed = fields('questions')
  if (typed === undefined || isVariant) return had
  const ids: ModifierGroupId[] = []
  for (const name of listRead(typed)) {
    const own = had.filter(id => !ids.includes(id))
    const found = oneNamed(name, books.groups, own, 'questions')
    if (typeof found === 'string') return found
    if (!found) return `There is no question “${name.slice(0, 60)}”. Make it in the office first.`
    if (ids.includes(found.id)) return `The question “${found.name}” stands here twice.`
    ids.push(found.id)
  }
  return ids.length > GOODS_LIMITS.questions && String(ids) !== String(had)
    ? `A good asks at most ${GOODS_LIMITS.questions} questions.`
    : ids
}
