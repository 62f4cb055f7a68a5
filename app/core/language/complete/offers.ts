// What is offered for what is expected.
import { fields } from '#app/core/vocabulary/fields.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { segmentFunctions } from '#app/core/vocabulary/segment-functions.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import type { Item } from './item.ts'
import type { Expectation } from './expectation.ts'
import { operatorItems } from './operator-items.ts'
import { namesLeft } from './parameter-names.ts'
import type { Store } from './store.ts'
import { quotedItem, quotedItems, valueItems } from './value-items.ts'

const keyword = (text: string, detail = ''): Item => ({ text, label: text, detail, kind: 'keyword' })

const fieldItems: readonly Item[] = fields.map(({ name, meaning }) => ({ text: name, label: name, detail: meaning, kind: 'field' }))
const functionItem = ({ name, meaning }: EventFunction): Item => ({ text: name, label: name, detail: meaning, kind: 'function' })
const functionItems: readonly Item[] = functions.map(functionItem)
const stepItems: readonly Item[] = functions.filter(({ events }) => events !== 'places' && events !== 'delegated' && events !== 'segments').map(functionItem)
const otherItems: readonly Item[] = [
  { text: 'anniversary', label: 'anniversary', detail: 'day of the year of a date in a metafield', kind: 'function' },
  { text: 'age', label: 'age', detail: 'whole years since a date in a metafield', kind: 'function' },
  ...segmentFunctions.map(functionItem),
]
const lengths: readonly Item[] = ['7d', '14d', '30d', '90d', '1m', '1y', '36h'].map((text) => ({ text, label: text, detail: '', kind: 'date' }))

/** In the order in which they are shown when nothing is written. `written` is the half-written part. */
export function offersFor(expected: Expectation, written: string, store: Store): readonly Item[] {
  switch (expected.kind) {
    case 'condition':
      return [...fieldItems, ...functionItems, ...otherItems, ...metafieldItems(store), keyword('NOT', 'the opposite'), keyword('(', 'a group')]
    case 'step':
      return [...stepItems, ...(expected.negatable ? [keyword('NOT', 'no such event')] : [])]
    case 'joint':
      return [keyword('AND', 'both'), keyword('OR', 'one or both'), ...(expected.then ? [keyword('THEN', 'followed by')] : []), ...(expected.closes ? [keyword(')')] : [])]
    case 'words':
      return expected.words.map((word) => keyword(word))
    case 'operator':
      return operatorItems(typed(expected.subject, store), expected.negated, expected.colon)
    case 'value':
      return valueItems(typed(expected.subject, store), written, store)
    case 'call':
      return ['MATCHES (', 'NOT MATCHES ('].map((word) => keyword(word))
    case 'parameter': {
      const names = namesLeft(expected.of, expected.legacy, expected.given)
      return [...names.map(({ name, parameter }): Item => ({ text: name, label: name, detail: parameter.meaning, kind: 'parameter' })), ...(expected.closes ? [keyword(')')] : [])]
    }
    case 'path':
      return (store.metafields ?? []).filter(({ type }) => /^date/.test(type)).map(({ path, name }) => ({ ...quotedItem(path), detail: name }))
    case 'segment':
      return quotedItems(store.segments, written)
    case 'length':
      return lengths
  }
}

function metafieldItems({ metafields }: Store): readonly Item[] {
  return (metafields ?? []).map(({ path, name }) => ({ text: path, label: path, detail: name, kind: 'field' }))
}

const TYPES: readonly (readonly [RegExp, Pick<Subject, 'type' | 'list'>])[] = [
  [/^list\./, { type: { kind: 'any' }, list: true }],
  [/^date/, { type: { kind: 'date' } }],
  [/^boolean$/, { type: { kind: 'boolean' } }],
  [/^number_integer$/, { type: { kind: 'integer' } }],
  [/^(?:number|rating|money)/, { type: { kind: 'decimal' } }],
  [/text|url|color|id$/, { type: { kind: 'text' } }],
]

/** A metafield as its definition says. */
function typed(subject: Subject, { metafields }: Store): Subject {
  const type = metafields?.find(({ path }) => path === subject.name)?.type
  const known = type === undefined ? undefined : TYPES.find(([pattern]) => pattern.test(type))
  return known ? { ...subject, ...known[1] } : subject
}
