// Values and tests as canonical text.
import { writeDate } from '#app/core/vocabulary/dates.ts'
import type { Asked, Value } from './meaning.ts'
import { writeQuoted } from './quotes.ts'
import { relationOf } from './relation.ts'

export function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return writeQuoted(value.text)
    case 'number':
      return value.number
    case 'moment':
      return writeDate(value.moment)
    case 'id':
      return value.id
    case 'boolean':
      return String(value.boolean)
    case 'point':
      return `(${value.latitude}, ${value.longitude})`
  }
}

/** `>= 5`, `IN ('a', 'b')`, `IS NULL`: what follows a name. */
export function printTest(asked: Asked): string {
  const { relation, values } = relationOf(asked)
  const [first, second] = values.map(printValue)
  switch (relation) {
    case '=':
    case '!=':
      return values.length === 1 ? `${relation} ${first}` : `${relation === '=' ? 'IN' : 'NOT IN'} (${values.map(printValue).join(', ')})`
    case 'BETWEEN':
    case 'NOT BETWEEN':
      return `${relation} ${first} AND ${second}`
    case 'IS NULL':
    case 'IS NOT NULL':
      return relation
    default:
      return `${relation} ${first}`
  }
}
