// A metafield's date in the comparisons that Shopify has for one: on a day, up to it, from it, between two. Before a day is up to the day before.
import { civilOfDay, dayOfCivil } from '#app/core/calendar/civil.ts'
import { readDate, writeDate } from '#app/core/vocabulary/dates.ts'
import type { Moment } from '#app/core/vocabulary/dates.ts'
import type { Condition, Limit, Meaning, Value } from './meaning.ts'
import type { Relation } from './relation.ts'
import { relationOf } from './relation.ts'

type FieldCondition = Extract<Condition, { kind: 'field' }>

const LACKING: ReadonlySet<Relation> = new Set(['<', '>', '!=', 'NOT BETWEEN'] as const)

/** Whether a metafield is compared with a date in a way Shopify does not document. */
export function comparesDateFreely(condition: FieldCondition): boolean {
  const { relation, values } = relationOf(condition)
  return condition.field.type.kind === 'any' && values.some(({ kind }) => kind === 'moment') && LACKING.has(relation)
}

/** The same for every customer whose metafield is a date or is not there; as it is where the day beside it has no name, as that of `-1m`. */
export function inWholeDays(condition: FieldCondition): Meaning {
  const { relation, values } = relationOf(condition)
  const [value] = values
  if (!comparesDateFreely(condition) || value?.kind !== 'moment') return condition
  const [before, after] = [beside(value.moment, -1), beside(value.moment, 1)]
  const upTo = before && between(condition, null, before)
  const from = after && between(condition, after, null)
  if (relation === '<') return upTo ?? condition
  if (relation === '>') return from ?? condition
  return relation === '!=' && upTo && from ? { kind: 'or', of: [upTo, from, { ...condition, negated: true, test: { kind: 'present' } }] } : condition
}

function between(condition: FieldCondition, from: Value | null, to: Value | null): FieldCondition {
  const limit = (value: Value | null): Limit | null => value && { value, inclusive: true }
  return { ...condition, negated: false, test: { kind: 'range', from: limit(from), to: limit(to) } }
}

/** A second before or after a clock's reading is not always the reading beside it, so that only days have neighbours. */
function beside(moment: Moment, days: 1 | -1): Value | null {
  const next = neighbour(moment, days)
  const read = next && readDate(writeDate(next))
  return read && 'moment' in read ? { kind: 'moment', moment: read.moment } : null
}

function neighbour(moment: Moment, days: 1 | -1): Moment | null {
  if (moment.kind === 'day') return { kind: 'day', ...civilOfDay(dayOfCivil(moment.year, moment.month, moment.day) + days) }
  if (moment.kind !== 'offset' || moment.unit === 'm' || moment.unit === 'y') return null
  return { kind: 'offset', count: moment.count * (moment.unit === 'w' ? 7 : 1) + days, unit: 'd' }
}
