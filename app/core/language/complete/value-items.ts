// Values a subject can be compared with: those of its type, and those the store has.
import { writeQuoted } from '#app/core/language/quotes.ts'
import { countries } from '#app/core/vocabulary/countries.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import { fitting } from './closeness.ts'
import type { Item } from './item.ts'
import type { Store } from './store.ts'

type Products = NonNullable<Store['products']>

export function quotedItem(value: string): Item {
  return { text: writeQuoted(value), label: value, detail: '', kind: 'value' }
}

/** Those that fit what is begun. */
export function quotedItems(values: readonly string[] | undefined, written: string): readonly Item[] {
  return values ? fitting(values, written).map((at) => quotedItem(values[at]!)) : []
}

/** By the beginning of the id where a number is begun, by title otherwise. */
function productItems(products: Products, written: string): readonly Item[] {
  const { ids, titles } = columnsOf(products)
  return fitting(/^\d+$/.test(written) ? ids : titles, written).map((at) => ({ text: ids[at]!, label: titles[at]!, detail: ids[at]!, kind: 'value' }))
}

interface Columns {
  readonly ids: readonly string[]
  readonly titles: readonly string[]
}

/** The same products come with every keystroke. */
const columns = new WeakMap<Products, Columns>()

function columnsOf(products: Products): Columns {
  const known = columns.get(products) ?? { ids: products.map(({ id }) => id), titles: products.map(({ title }) => title) }
  columns.set(products, known)
  return known
}

/** `written` is what is begun; offsets follow its number and sign. */
export function valueItems({ name, type }: Subject, written: string, store: Store): readonly Item[] {
  switch (type.kind) {
    case 'enum':
      return type.values.map(quotedItem)
    case 'boolean':
      return truths
    case 'date':
      return dateItems(written)
    case 'country':
      return store.countries?.map((country) => ({ ...quotedItem(country.code), detail: country.name })) ?? [...countries].map(quotedItem)
    case 'tag':
      return quotedItems(name === 'customer_tags' ? store.tags : name === 'order_tag' ? store.orderTags : store.productTags, written)
    case 'segment':
      return quotedItems(store.segments, written)
    case 'id':
      return name === 'id' && store.products ? productItems(store.products, written) : []
    case 'any':
      return [...quotedItems(store.values?.[name], written), ...truths, ...dateItems(written)]
    case 'text':
    case 'language':
    case 'domain':
    case 'code':
    case 'postcode':
    case 'region':
    case 'city':
      return quotedItems(store.values?.[name], written)
    case 'coordinates':
    case 'money':
    case 'decimal':
    case 'share':
    case 'integer':
      return []
  }
}

const truths: readonly Item[] = ['true', 'false'].map((text) => ({ text, label: text, detail: '', kind: 'value' }))

const UNITS = [['d', 'day'], ['w', 'week'], ['m', 'month'], ['y', 'year']] as const

const date = (text: string, detail = ''): Item => ({ text, label: text, detail, kind: 'date' })

const offset = (sign: string, count: number, [letter, unit]: (typeof UNITS)[number]): Item =>
  date(`${sign}${count}${letter}`, `${count} ${unit}${count === 1 ? '' : 's'} ${sign === '-' ? 'ago' : 'from today'}`)

const named: readonly Item[] = [date('today'), date('yesterday'), date('tomorrow')]
const usual: readonly Item[] = [...[7, 30, 60, 90].map((count) => offset('-', count, UNITS[0])), offset('-', 6, UNITS[2]), offset('-', 12, UNITS[2])]

/** A number that is begun becomes an offset of each unit; without a sign it lies in the past. */
function dateItems(written: string): readonly Item[] {
  const begun = /^([+-]?)(\d{1,4})[dwmy]?$/.exec(written)
  if (!begun) return /^[+]/.test(written) ? UNITS.map((unit) => offset('+', 1, unit)) : [...named, ...usual]
  const sign = begun[1] === '+' ? '+' : '-'
  return UNITS.map((unit) => offset(sign, Number(begun[2]), unit))
}
