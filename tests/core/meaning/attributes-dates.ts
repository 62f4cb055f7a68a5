// Days of a customer at the four instants around their ends, where the clocks change, where a day was skipped, and on 29 February.
import type { Instant } from '#app/core/facts/facts.ts'
import type { Asking } from '#tests/core/evaluate/verdict-of.ts'
import { checkout, order } from '#tests/core/facts/people.ts'
import { missingRowsOf, rowsOf } from './attributes-forms.ts'
import type { Answer, Form, Row } from './attributes-forms.ts'

const at = (text: string): Instant => Date.parse(text)
const longAgo = at('2001-01-01T12:00:00Z')

/** Facts in which the date is this instant, and facts in which there is none. */
const fields: readonly (readonly [name: string, dated: (instant: Instant, now: Instant) => Omit<Asking, 'now'>, none: Omit<Asking, 'now'>])[] = [
  ['customer_added_date', (instant) => ({ customer: { createdAt: instant } }), { customer: { createdAt: null } }],
  ['first_order_date', (instant, now) => ({ orders: [order(longAgo, { test: true }), order(instant), order(now)] }), { orders: [order(longAgo, { test: true })] }],
  ['last_order_date', (instant) => ({ orders: [order(longAgo), order(instant)] }), {}],
  [
    'abandoned_checkout_date',
    (instant, now) => ({ checkouts: [checkout(longAgo), checkout(instant), checkout(now - 1, { completedAt: now })] }),
    { checkouts: [checkout(longAgo, { completedAt: longAgo + 1 })] },
  ],
]

/** Answers just before the day, at its first instant, at its last one, and just after it. */
const aroundDay: readonly (readonly [tail: string, ...answers: readonly Answer[]])[] = [
  ['= DAY', 'no', 'yes', 'yes', 'no'],
  ['!= DAY', 'yes', 'no', 'no', 'yes'],
  ['> DAY', 'no', 'no', 'no', 'yes'],
  ['>= DAY', 'no', 'yes', 'yes', 'yes'],
  ['< DAY', 'yes', 'no', 'no', 'no'],
  ['<= DAY', 'yes', 'yes', 'yes', 'no'],
  ['BETWEEN DAY AND DAY', 'no', 'yes', 'yes', 'no'],
  ['NOT BETWEEN DAY AND DAY', 'yes', 'no', 'no', 'yes'],
  ['IS NULL', 'no', 'no', 'no', 'no'],
  ['IS NOT NULL', 'yes', 'yes', 'yes', 'yes'],
]
const noDay: readonly Form[] = [
  ['= DAY', 'no'], ['!= DAY', 'yes'], ['> DAY', 'no'], ['>= DAY', 'no'], ['< DAY', 'no'], ['<= DAY', 'no'], ['BETWEEN DAY AND DAY', 'no'], ['NOT BETWEEN DAY AND DAY', 'yes'],
  ['IS NULL', 'yes'], ['IS NOT NULL', 'no'],
]

/** A day as written, when it is asked, and the first instant of it and after it. */
const days: readonly (readonly [zone: string, now: string, written: string, first: string, end: string])[] = [
  ['UTC', '2026-11-22T12:00:00Z', '2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  ['UTC', '2026-11-22T12:00:00Z', '2024-02-28', '2024-02-28T00:00:00Z', '2024-02-29T00:00:00Z'],
  // Days of 23, 25, 23½ and 24½ hours.
  ['Europe/Dublin', '2026-11-22T12:00:00Z', '2026-03-29', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'],
  ['Europe/Dublin', '2026-11-22T12:00:00Z', '2026-10-25', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
  ['America/New_York', '2026-11-22T12:00:00Z', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  ['America/New_York', '2026-11-22T12:00:00Z', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ['Australia/Lord_Howe', '2026-11-22T12:00:00Z', '2026-10-04', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z'],
  ['Australia/Lord_Howe', '2026-11-22T12:00:00Z', '2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'],
  // Both neighbours of a day that was skipped; a day without a midnight.
  ['Pacific/Apia', '2026-11-22T12:00:00Z', '2011-12-29', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z'],
  ['Pacific/Apia', '2026-11-22T12:00:00Z', '2011-12-31', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z'],
  ['America/Sao_Paulo', '2026-11-22T12:00:00Z', '2018-11-04', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'],
  // Days that move, by the calendar.
  ['Europe/Dublin', '2026-04-05T11:00:00Z', '-7d', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'],
  ['America/New_York', '2026-12-01T12:00:00Z', '-1m', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-05T00:00:00Z', 'yesterday', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z'],
  ['Pacific/Apia', '2011-12-31T12:00:00Z', '-1d', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z'],
  ['Pacific/Apia', '2011-12-31T12:00:00Z', '-3d', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z'],
  ['UTC', '2024-03-14T12:00:00Z', '-2w', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  // Months and years end with their month.
  ['UTC', '2024-03-31T12:00:00Z', '-1m', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  ['UTC', '2023-03-31T12:00:00Z', '-1m', '2023-02-28T00:00:00Z', '2023-03-01T00:00:00Z'],
  ['UTC', '2024-02-29T12:00:00Z', '-1y', '2023-02-28T00:00:00Z', '2023-03-01T00:00:00Z'],
  ['UTC', '2028-02-29T12:00:00Z', '-4y', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
  // A written time is a second; where the clocks show it twice, the earlier one.
  ['Europe/Dublin', '2026-11-22T12:00:00Z', '2026-10-25T01:30:00', '2026-10-25T00:30:00Z', '2026-10-25T00:30:01Z'],
  ['America/New_York', '2026-11-22T12:00:00Z', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z', '2026-11-01T05:30:01Z'],
  ['Australia/Lord_Howe', '2026-11-22T12:00:00Z', '2026-04-05T01:45:00', '2026-04-04T14:45:00Z', '2026-04-04T14:45:01Z'],
]

/** Answers just before an instant, and at it. */
const aroundInstant: readonly (readonly [zone: string, now: string, instant: string, tail: string, before: Answer, from: Answer])[] = [
  // A day that never was: nothing fell on it.
  ...([
    ['= 2011-12-30', 'no', 'no'], ['!= 2011-12-30', 'yes', 'yes'], ['> 2011-12-30', 'no', 'yes'], ['>= 2011-12-30', 'no', 'yes'], ['< 2011-12-30', 'yes', 'no'], ['<= 2011-12-30', 'yes', 'no'],
    ['BETWEEN 2011-12-30 AND 2011-12-30', 'no', 'no'], ['BETWEEN 2011-12-30 AND 2011-12-31', 'no', 'yes'], ['NOT BETWEEN 2011-12-29 AND 2011-12-30', 'no', 'yes'],
  ] as const).map((row) => ['Pacific/Apia', '2026-11-22T12:00:00Z', '2011-12-30T10:00:00Z', ...row] as const),
  // A time that the clocks skipped is the first instant after the gap.
  ['Europe/Dublin', '2026-11-22T12:00:00Z', '2026-03-29T01:00:00Z', '>= 2026-03-29T01:30:00', 'no', 'yes'],
  ['Europe/Dublin', '2026-11-22T12:00:00Z', '2026-03-29T01:00:00Z', '< 2026-03-29T01:30:00', 'yes', 'no'],
  ['America/New_York', '2026-11-22T12:00:00Z', '2026-03-08T07:00:00Z', '>= 2026-03-08T02:30:00', 'no', 'yes'],
  ['Australia/Lord_Howe', '2026-11-22T12:00:00Z', '2026-10-03T15:30:00Z', '>= 2026-10-04T02:15:00', 'no', 'yes'],
  ['Pacific/Apia', '2026-11-22T12:00:00Z', '2011-12-30T10:00:00Z', '>= 2011-12-30T16:00:00', 'no', 'yes'],
  // Hours and minutes go by the clock, over any change of it.
  ['Europe/Dublin', '2026-10-25T12:00:00Z', '2026-10-24T00:00:00Z', '>= -36h', 'no', 'yes'],
  ['Europe/Dublin', '2026-10-25T12:00:00Z', '2026-10-24T00:00:00Z', '< -36h', 'yes', 'no'],
  ['Australia/Lord_Howe', '2026-04-04T16:00:00Z', '2026-04-04T14:30:00Z', '>= -90min', 'no', 'yes'],
]

export const dates: readonly Row[] = fields.flatMap(([name, dated, none]) => {
  const facts = (zone: string, now: string, instant: Instant): Asking => ({ now: at(now), zone, ...dated(instant, at(now)) })
  return [
    ...days.flatMap(([zone, now, DAY, first, end]) => [
      ...[at(first) - 1, at(first), at(end) - 1, at(end)].flatMap((instant, index) => rowsOf(name, facts(zone, now, instant), { DAY }, aroundDay.map(([tail, ...answers]) => [tail, answers[index]!]))),
      ...missingRowsOf(name, { now: at(now), zone, ...none }, { DAY }, noDay),
    ]),
    ...aroundInstant.flatMap(([zone, now, instant, tail, before, from]) => [
      ...rowsOf(name, facts(zone, now, at(instant) - 1), {}, [[tail, before]]),
      ...rowsOf(name, facts(zone, now, at(instant)), {}, [[tail, from]]),
    ]),
  ]
})
