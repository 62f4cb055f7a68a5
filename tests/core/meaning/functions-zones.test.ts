// Days that are longer, shorter or not there at all, in other zones, and 29 February: on both sides of where each begins and ends.
import { expect, test } from 'vitest'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'
import { order } from '#tests/core/facts/people.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const before = (instant: string): number => Date.parse(instant) - 1
const said = (zone: string, rule: string, at: number, now = NOW): string => verdictOf(`orders_placed MATCHES (${rule})`, { now, zone, orders: [order(at)] })[0]

test.each([
  ['Europe/Dublin', '2026-03-29', '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'], ['Europe/Dublin', '2026-10-25', '2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'], ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'], ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00Z', '2026-10-04T13:00:00Z'],
  ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z'], ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z'],
  ['Europe/Berlin', '2024-02-29', '2024-02-28T23:00:00Z', '2024-02-29T23:00:00Z'],
])('in %s, %s is from %s until before %s', (zone, day, from, to) => {
  const around = [before(from), Date.parse(from), before(to), Date.parse(to)]
  const all = (test: string): string => around.map((at) => said(zone, `date ${test}`, at)).join(' ')
  expect([all(`= ${day}`), all(`BETWEEN ${day} AND ${day}`)]).toEqual(['no yes yes no', 'no yes yes no'])
  expect([all(`!= ${day}`), all(`NOT BETWEEN ${day} AND ${day}`)]).toEqual(['yes no no yes', 'yes no no yes'])
  expect([all(`> ${day}`), all(`>= ${day}`), all(`< ${day}`), all(`<= ${day}`)]).toEqual(['no no no yes', 'no yes yes yes', 'yes no no no', 'yes yes yes no'])
  const number = Number(day.slice(-2))
  expect([all(`= ${day}, day = ${number}`), all(`= ${day}, day != ${number}`)]).toEqual(['no yes yes no', 'no no no no'])
})

test('a day that the zone leapt over has no instant: before it ends what comes before, after it begins what comes after', () => {
  const around = [before('2011-12-30T10:00:00Z'), Date.parse('2011-12-30T10:00:00Z')]
  const all = (test: string): string => around.map((at) => said('Pacific/Apia', test, at)).join(' ')
  expect(['=', '!=', '>', '>=', '<', '<='].map((sign) => all(`date ${sign} 2011-12-30`))).toEqual(['no no', 'yes yes', 'no yes', 'no yes', 'yes no', 'yes no'])
  expect([all('day = 30'), all('day = 29, weekday = 4'), all('day = 31, weekday = 6')]).toEqual(['no no', 'yes no', 'no yes'])
})

test.each([
  // The half hour from 1:30 comes twice.
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 'hour = 1', 'yes yes'], ['Australia/Lord_Howe', '2026-04-04T15:30:00Z', 'hour = 1', 'yes no'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 'hour = 1', 'yes no'], ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 'hour = 2', 'no yes'],
  ['America/New_York', '2026-03-08T07:00:00Z', 'hour = 3', 'no yes'], ['America/New_York', '2026-03-08T07:00:00Z', 'hour = 2', 'no no'], ['America/New_York', '2026-11-01T06:00:00Z', 'hour = 1', 'yes yes'],
  ['Europe/Dublin', '2026-03-29T01:00:00Z', 'hour = 0', 'yes no'], ['Europe/Dublin', '2026-03-29T01:00:00Z', 'hour = 2', 'no yes'],
  // A gap means the first instant after it, a fold the earlier of the two.
  ['Europe/Berlin', '2026-03-29T01:00:00Z', 'date >= 2026-03-29T02:30:00', 'no yes'], ['Europe/Berlin', '2026-10-25T00:30:00Z', 'date >= 2026-10-25T02:30:00', 'no yes'],
])('in %s, right before %s and then: %s is %s', (zone, instant, rule, answers) => {
  expect([before(instant), Date.parse(instant)].map((at) => said(zone, rule, at)).join(' ')).toBe(answers)
})

test.each([
  ['2024-02-29T12:00:00Z', '-1y', '2023-02-28T00:00:00Z'], ['2024-03-31T12:00:00Z', '-1m', '2024-02-29T00:00:00Z'], ['2025-03-31T12:00:00Z', '-1m', '2025-02-28T00:00:00Z'],
  ['2025-03-01T12:00:00Z', '-1d', '2025-02-28T00:00:00Z'], ['2024-03-01T12:00:00Z', '-1d', '2024-02-29T00:00:00Z'], ['2025-02-28T12:00:00Z', '-12m', '2024-02-28T00:00:00Z'], ['2028-02-29T12:00:00Z', '-4y', '2024-02-29T00:00:00Z'],
])('at %s, %s begins at %s', (now, offset, from) => {
  expect([before(from), Date.parse(from)].map((at) => said('UTC', `date >= ${offset}`, at, Date.parse(now)))).toEqual(['no', 'yes'])
  expect([before(from), Date.parse(from)].map((at) => said('UTC', `date < ${offset}`, at, Date.parse(now)))).toEqual(['yes', 'no'])
})

// Midnight of 1 November 2026 comes in New York while the clocks are still in summer time; on Lord Howe and in Apia a month begins before it does in Greenwich.
test.each([
  ['America/New_York', '2026-11-01T04:00:00Z'], ['Australia/Lord_Howe', '2026-10-31T13:00:00Z'], ['Pacific/Apia', '2026-10-31T11:00:00Z'], ['Europe/Dublin', '2026-11-01T00:00:00Z'], ['Europe/Dublin', '2026-09-30T23:00:00Z'],
])('in %s a month begins at %s', (zone, instant) => {
  const [end, start] = [before(instant), Date.parse(instant)]
  const ago = (at: number, now: number): readonly string[] => ['= 0', '= 1', '<= 0', '>= 1', 'IN (0, 2)', 'NOT IN (1)'].map((test) => said(zone, `months_ago ${test}`, at, now))
  const [thisMonth, lastMonth] = [['yes', 'no', 'yes', 'no', 'yes', 'yes'], ['no', 'yes', 'no', 'yes', 'no', 'no']]
  expect([ago(end, end), ago(end, start), ago(start, start)]).toEqual([thisMonth, lastMonth, thisMonth])
})
