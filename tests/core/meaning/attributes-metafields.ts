// A metafield of theirs under every comparison, by what it holds; and of a date in one the day of the year and the age.
import type { Asking } from '#tests/core/evaluate/verdict-of.ts'
import { carried, carriedMissing, equal, equalMissing, missingRowsOf, oneOfMany, oneOfManyMissing, ordered, orderedMissing, rowsOf, there, thereMissing } from './attributes-forms.ts'
import type { Form, Row, Words } from './attributes-forms.ts'

/** The name by which the table tells metafields. */
export const METAFIELD = 'metafields.facts.level'

const noon = '2026-11-22T12:00:00Z'
const holding = (type: string, value: string, now = noon, zone = 'UTC'): Asking => ({ now: Date.parse(now), zone, customer: { metafields: { [METAFIELD]: { type, value } } } })
const without = (now = noon, zone = 'UTC'): Asking => ({ now: Date.parse(now), zone, customer: { metafields: { 'metafields.facts.other': { type: 'number_integer', value: '3' } } } })

const compared: readonly (readonly [type: string, value: string, words: Words, forms: readonly Form[], missing: readonly Form[]])[] = [
  ['number_integer', '3', { BELOW: '2', VALUE: '3', ABOVE: '4' }, [...ordered, ...oneOfMany], [...orderedMissing, ...oneOfManyMissing]],
  ['number_decimal', '-2.50', { BELOW: '-2.51', VALUE: '-2.5', ABOVE: '-2.49' }, [...ordered, ...oneOfMany], [...orderedMissing, ...oneOfManyMissing]],
  ['single_line_text_field', 'Gold', { BELOW: "'gold'", VALUE: "'Gold'", ABOVE: "'Golden'" }, [...equal, ...oneOfMany], [...equalMissing, ...oneOfManyMissing]],
  ['boolean', 'true', { BELOW: 'false', VALUE: 'true' }, equal, equalMissing],
  ['boolean', 'false', { BELOW: 'true', VALUE: 'false' }, equal, equalMissing],
  ['date', '2024-02-29', { BELOW: '2024-02-28', VALUE: '2024-02-29', ABOVE: '2024-03-01' }, ordered, orderedMissing],
  ['list.single_line_text_field', '["Red","Blue"]', { VALUE: "'Red'", BELOW: "'red'" }, carried, carriedMissing],
  ['list.number_integer', '[4,5]', { VALUE: '5', BELOW: '45' }, carried, carriedMissing],
  ['list.date', '["2024-02-29"]', { VALUE: '2024-02-29', BELOW: '2024-02-28' }, carried, carriedMissing],
]

const plain: readonly Row[] = compared.flatMap(([type, value, words, forms, missing]) => [
  ...rowsOf(METAFIELD, holding(type, value), words, [...forms, ...there]),
  ...missingRowsOf(METAFIELD, without(), words, [...missing, ...thereMissing]),
  // Not read yet is not known.
  ...rowsOf(METAFIELD, { ...holding(type, value), terms: { metafieldsKnown: new Set() } }, words, missing.map(([tail]) => [tail, 'unknown'])),
])

const yearly = `anniversary ('${METAFIELD}')`
const single: readonly Form[] = [['> today', 'yes'], ['>= today', 'yes'], ['< today', 'yes'], ['<= today', 'yes']]
const onTheDay: readonly Form[] = [
  ['= today', 'yes'], ['!= today', 'no'], ['BETWEEN today AND +7d', 'yes'], ['BETWEEN -7d AND today', 'yes'], ['BETWEEN +1d AND +7d', 'no'], ['NOT BETWEEN today AND +7d', 'no'], ['NOT BETWEEN +1d AND +7d', 'yes'],
  ...single,
]
const theDayBefore: readonly Form[] = [
  ['= today', 'no'], ['!= today', 'yes'], ['= tomorrow', 'yes'], ['BETWEEN today AND +1d', 'yes'], ['BETWEEN -7d AND today', 'no'], ['NOT BETWEEN today AND +1d', 'no'], ['NOT BETWEEN -7d AND today', 'yes'],
  ...single,
]
const theDayAfter: readonly Form[] = [
  ['= today', 'no'], ['!= today', 'yes'], ['= yesterday', 'yes'], ['BETWEEN today AND +7d', 'no'], ['BETWEEN -1d AND today', 'yes'], ['NOT BETWEEN today AND +7d', 'yes'], ['NOT BETWEEN -1d AND today', 'no'],
  ...single,
]
const noDay: readonly Form[] = [
  ['= today', 'no'], ['!= today', 'yes'], ['> today', 'no'], ['>= today', 'no'], ['< today', 'no'], ['<= today', 'no'], ['BETWEEN today AND +7d', 'no'], ['NOT BETWEEN today AND +7d', 'yes'],
]

/** A birthday, and the first and the last instant of it in one year. */
const birthdays: readonly (readonly [zone: string, born: string, first: string, last: string])[] = [
  ['Europe/Dublin', '1990-03-29', '2026-03-29T00:00:00Z', '2026-03-29T22:59:59.999Z'],
  ['Europe/Dublin', '1990-10-25', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59.999Z'],
  ['America/New_York', '1990-11-01', '2026-11-01T04:00:00Z', '2026-11-02T04:59:59.999Z'],
  ['Australia/Lord_Howe', '1990-10-04', '2026-10-03T13:30:00Z', '2026-10-04T12:59:59.999Z'],
  ['UTC', '1988-02-29', '2028-02-29T00:00:00Z', '2028-02-29T23:59:59.999Z'],
  // In a common year it is the day before.
  ['UTC', '1988-02-29', '2026-02-28T00:00:00Z', '2026-02-28T23:59:59.999Z'],
  // Over New Year.
  ['UTC', '1990-12-31', '2026-12-31T00:00:00Z', '2026-12-31T23:59:59.999Z'],
  ['UTC', '1990-01-01', '2027-01-01T00:00:00Z', '2027-01-01T23:59:59.999Z'],
]
const iso = (instant: number): string => new Date(instant).toISOString()

const anniversaries: readonly Row[] = birthdays.flatMap(([zone, born, first, last]) => [
  ...[first, last].flatMap((now) => rowsOf(yearly, holding('date', born, now, zone), {}, onTheDay)),
  ...rowsOf(yearly, holding('date', born, iso(Date.parse(first) - 1), zone), {}, theDayBefore),
  ...rowsOf(yearly, holding('date', born, iso(Date.parse(last) + 1), zone), {}, theDayAfter),
  ...missingRowsOf(yearly, without(first, zone), {}, noDay),
])

const old = `age ('${METAFIELD}')`
/** The last instant of one age and the first of the next. */
const ages: readonly (readonly [zone: string, born: string, now: string, age: number])[] = [
  ['Europe/Dublin', '2008-03-29', '2026-03-28T23:59:59.999Z', 17],
  ['Europe/Dublin', '2008-03-29', '2026-03-29T00:00:00Z', 18],
  ['Europe/Dublin', '2008-10-25', '2026-10-24T22:59:59.999Z', 17],
  ['Europe/Dublin', '2008-10-25', '2026-10-24T23:00:00Z', 18],
  ['America/New_York', '2008-11-01', '2026-11-01T03:59:59.999Z', 17],
  ['America/New_York', '2008-11-01', '2026-11-01T04:00:00Z', 18],
  ['Australia/Lord_Howe', '2008-10-04', '2026-10-03T13:29:59.999Z', 17],
  ['Australia/Lord_Howe', '2008-10-04', '2026-10-03T13:30:00Z', 18],
  ['Pacific/Apia', '1993-12-31', '2011-12-30T09:59:59.999Z', 17],
  ['Pacific/Apia', '1993-12-31', '2011-12-30T10:00:00Z', 18],
  ['UTC', '2008-02-29', '2028-02-28T23:59:59.999Z', 19],
  ['UTC', '2008-02-29', '2028-02-29T00:00:00Z', 20],
  ['UTC', '2008-02-29', '2026-02-27T23:59:59.999Z', 17],
  ['UTC', '2008-02-29', '2026-03-01T00:00:00Z', 18],
]
const years = (age: number): Words => ({ BELOW: String(age - 1), VALUE: String(age), ABOVE: String(age + 1) })

export const metafields: readonly Row[] = [
  ...plain,
  ...anniversaries,
  ...ages.flatMap(([zone, born, now, age]) => [
    ...rowsOf(old, holding('date', born, now, zone), years(age), ordered),
    ...missingRowsOf(old, without(now, zone), years(age), orderedMissing),
  ]),
]
