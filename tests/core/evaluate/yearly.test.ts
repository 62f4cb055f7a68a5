// Birthdays: the day of the year in a window that moves or stands still, and whole years of age; each with the midnight at which it changes.
import { describe, expect, test } from 'vitest'
import type { Edge } from '#app/core/evaluate/edge.ts'
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import type { ProgramNode } from '#app/core/evaluate/program.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { CustomerFacts } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile } from '#app/core/plan/compile.ts'
import { understand } from '#app/core/segment.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { customer } from '#tests/core/facts/people.ts'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'
import type { Said } from '#tests/core/evaluate/verdict-of.ts'

function asked(kind: 'anniversary' | 'age', tail: string, value: string | null, at: string, zone = 'UTC', type = 'date'): Said {
  const metafields: CustomerFacts['metafields'] = value === null ? {} : { 'metafields.facts.born': { type, value } }
  return verdictOf(`${kind} ('metafields.facts.born') ${tail}`, { now: Date.parse(at), zone, customer: { metafields } })
}

const when = (until: string | null): number => (until === null ? Infinity : Date.parse(until))

describe('anniversary', () => {
  test.each<[string, string, string, string, 'yes' | 'no', string | null]>([
    ['UTC', '1988-11-22', '= today', '2026-11-22T12:00:00Z', 'yes', '2026-11-23T00:00:00Z'],
    ['UTC', '1988-11-22', '= today', '2026-11-23T00:00:00Z', 'no', '2027-11-22T00:00:00Z'],
    ['UTC', '1988-11-22', '= today', '2026-11-21T23:59:59Z', 'no', '2026-11-22T00:00:00Z'],
    // The year never counts: this year's, future ones.
    ['UTC', '2026-11-25', 'BETWEEN today AND +7d', '2026-11-22T12:00:00Z', 'yes', '2026-11-26T00:00:00Z'],
    ['UTC', '2031-11-29', 'BETWEEN today AND +7d', '2026-11-22T12:00:00Z', 'yes', '2026-11-30T00:00:00Z'],
    ['UTC', '1988-11-30', 'BETWEEN today AND +7d', '2026-11-22T12:00:00Z', 'no', '2026-11-23T00:00:00Z'],
    ['UTC', '1988-11-21', 'BETWEEN today AND +7d', '2026-11-22T12:00:00Z', 'no', '2027-11-14T00:00:00Z'],
    // Over New Year.
    ['UTC', '1990-01-03', 'BETWEEN today AND +7d', '2026-12-28T12:00:00Z', 'yes', '2027-01-04T00:00:00Z'],
    ['UTC', '1990-12-30', 'BETWEEN -7d AND today', '2027-01-02T12:00:00Z', 'yes', '2027-01-07T00:00:00Z'],
    ['UTC', '1990-12-30', 'BETWEEN 2025-12-25 AND 2026-01-05', '2026-06-01T00:00:00Z', 'yes', null],
    ['UTC', '1990-01-05', 'BETWEEN 1999-12-25 AND 1999-01-05', '2026-06-01T00:00:00Z', 'yes', null],
    ['UTC', '1990-01-06', 'BETWEEN 2025-12-25 AND 2026-01-05', '2026-06-01T00:00:00Z', 'no', null],
    ['UTC', '1990-12-24', 'BETWEEN 2025-12-25 AND 2026-01-05', '2026-06-01T00:00:00Z', 'no', null],
    // Absolute dates give their month and day.
    ['UTC', '1990-05-30', '= 2020-05-30', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-05-29', '= 2020-05-30', '2026-11-22T12:00:00Z', 'no', null],
    ['UTC', '1990-05-30', 'BETWEEN 2020-05-01 AND 2020-05-30', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-05-31', 'BETWEEN 2020-05-01 AND 2020-05-30', '2026-11-22T12:00:00Z', 'no', null],
    ['UTC', '1990-05-30', '= 2020-05-30T16:00:00', '2026-11-22T12:00:00Z', 'yes', null],
    // One end of each kind.
    ['UTC', '1990-10-15', 'BETWEEN 2026-11-01 AND today', '2026-11-22T12:00:00Z', 'no', '2027-10-15T00:00:00Z'],
    ['UTC', '1990-12-15', 'BETWEEN today AND 2026-12-31', '2026-11-22T12:00:00Z', 'yes', '2026-12-16T00:00:00Z'],
    // However long the window is a year or more.
    ['UTC', '1990-01-09', 'BETWEEN today AND 2060-02-29', '2026-11-22T12:00:00Z', 'yes', '2060-01-10T00:00:00Z'],
    ['UTC', '1990-03-01', 'BETWEEN today AND 2060-02-29', '2026-11-22T12:00:00Z', 'yes', '2059-03-02T00:00:00Z'],
    ['UTC', '1990-05-30', 'BETWEEN 2020-01-01 AND today', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-10-15', 'BETWEEN today AND 2040-12-31', '2026-11-22T12:00:00Z', 'yes', '2040-10-16T00:00:00Z'],
    // A year or more, or an open end: always.
    ['UTC', '1990-05-30', 'BETWEEN -1y AND today', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-02-28', 'BETWEEN -1y AND yesterday', '2029-02-28T12:00:00Z', 'yes', null],
    ['UTC', '1990-05-30', 'BETWEEN 2020-01-01 AND 2021-03-01', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-05-30', '>= +30d', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-05-30', '< 2020-01-01', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-05-30', 'BETWEEN +7d AND today', '2026-11-22T12:00:00Z', 'no', null],
    // 29 February is 28 February in a common year.
    ['UTC', '1988-02-29', '= today', '2026-02-28T12:00:00Z', 'yes', '2026-03-01T00:00:00Z'],
    ['UTC', '1988-02-29', '= today', '2028-02-28T12:00:00Z', 'no', '2028-02-29T00:00:00Z'],
    ['UTC', '1988-02-29', '= today', '2028-02-29T12:00:00Z', 'yes', '2028-03-01T00:00:00Z'],
    ['UTC', '1988-02-29', '= 2025-02-28', '2026-11-22T12:00:00Z', 'yes', '2028-01-01T00:00:00Z'],
    ['UTC', '1988-02-29', '= 2025-02-28', '2028-11-22T12:00:00Z', 'no', '2029-01-01T00:00:00Z'],
    ['UTC', '1988-02-29', '= 2024-02-29', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1988-02-28', '= 2024-02-29', '2026-11-22T12:00:00Z', 'yes', '2028-01-01T00:00:00Z'],
    ['UTC', '1988-02-28', '= today', '2028-02-29T00:00:00Z', 'no', '2029-02-28T00:00:00Z'],
    // Months end with their last day: on 29, 30 and 31 January a month ahead is 28 February.
    ['UTC', '1990-02-28', '= +1m', '2027-01-29T12:00:00Z', 'yes', '2027-02-01T00:00:00Z'],
    ['UTC', '1990-02-28', '= +1m', '2027-01-28T00:00:00Z', 'yes', '2027-02-01T00:00:00Z'],
    ['UTC', '1990-03-01', '= +1m', '2027-01-29T12:00:00Z', 'no', '2027-02-01T00:00:00Z'],
    // By the shop's midnights, whatever its clocks do.
    ['Europe/Dublin', '1990-03-28', '= today', '2027-03-28T00:00:00Z', 'yes', '2027-03-28T23:00:00Z'],
    ['Europe/Dublin', '1990-10-25', '= today', '2026-10-24T23:00:00Z', 'yes', '2026-10-26T00:00:00Z'],
    ['America/New_York', '1990-11-01', '= today', '2026-11-01T03:59:59Z', 'no', '2026-11-01T04:00:00Z'],
    ['America/New_York', '1990-11-01', '= today', '2026-11-01T04:00:00Z', 'yes', '2026-11-02T05:00:00Z'],
    ['Australia/Lord_Howe', '1990-10-04', '= today', '2026-10-04T12:59:59Z', 'yes', '2026-10-04T13:00:00Z'],
    ['Pacific/Apia', '1990-12-31', '= today', '2011-12-30T09:59:59Z', 'no', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '1990-12-31', '= today', '2011-12-30T10:00:00Z', 'yes', '2011-12-31T10:00:00Z'],
    // Rolling hours: a day begins within them.
    ['UTC', '1990-11-22', '>= -36h', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1990-11-22', 'BETWEEN -36h AND today', '2026-11-22T12:00:00Z', 'yes', '2026-11-23T12:00:00.001Z'],
  ])('%s: %s %s at %s is %s', (zone, value, tail, at, answer, until) => {
    expect(asked('anniversary', tail, value, at, zone)).toEqual([answer, when(until)])
  })
  test('without a date there is none', () => {
    expect(asked('anniversary', '= today', null, '2026-11-22T12:00:00Z')).toEqual(['no', Infinity])
    expect(asked('anniversary', '!= today', null, '2026-11-22T12:00:00Z')).toEqual(['yes', Infinity])
    expect(asked('anniversary', '>= today', 'soon', '2026-11-22T12:00:00Z')).toEqual(['no', Infinity])
  })
  test('an instant has the day it falls on in the shop', () => {
    expect(asked('anniversary', '= today', '1990-11-22T23:30:00Z', '2026-11-22T16:00:00Z', 'Asia/Tokyo', 'date_time')[0]).toBe('yes')
    expect(asked('anniversary', '= today', '1990-11-22T23:30:00Z', '2026-11-22T12:00:00Z', 'Asia/Tokyo', 'date_time')[0]).toBe('no')
  })
})

describe('age', () => {
  test.each<[string, string, string, string, 'yes' | 'no', string | null]>([
    ['UTC', '2008-11-23', '>= 18', '2026-11-22T23:59:59Z', 'no', '2026-11-23T00:00:00Z'],
    ['UTC', '2008-11-23', '>= 18', '2026-11-23T00:00:00Z', 'yes', null],
    ['UTC', '2008-11-23', '> 18', '2026-11-23T00:00:00Z', 'no', '2027-11-23T00:00:00Z'],
    ['UTC', '2008-11-23', '< 18', '2026-11-22T12:00:00Z', 'yes', '2026-11-23T00:00:00Z'],
    ['UTC', '2008-11-23', '<= 18', '2026-11-22T12:00:00Z', 'yes', '2027-11-23T00:00:00Z'],
    ['UTC', '2008-11-23', '= 18', '2026-11-22T12:00:00Z', 'no', '2026-11-23T00:00:00Z'],
    ['UTC', '2008-11-23', '!= 18', '2026-11-23T12:00:00Z', 'no', '2027-11-23T00:00:00Z'],
    ['UTC', '2008-11-23', 'BETWEEN 18 AND 20', '2026-11-23T12:00:00Z', 'yes', '2029-11-23T00:00:00Z'],
    ['UTC', '2008-11-23', 'BETWEEN 20 AND 18', '2026-11-23T12:00:00Z', 'no', null],
    ['UTC', '2008-02-29', '>= 18', '2026-02-27T12:00:00Z', 'no', '2026-02-28T00:00:00Z'],
    ['UTC', '2008-02-29', '>= 20', '2028-02-28T12:00:00Z', 'no', '2028-02-29T00:00:00Z'],
    ['UTC', '2008-11-23', '>= 100000000000000000000', '2026-11-22T12:00:00Z', 'no', null],
    ['UTC', '2008-11-23', '< 100000000000000000000', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '1900-01-01', '>= 100', '2026-11-22T12:00:00Z', 'yes', null],
    ['Europe/Dublin', '2009-03-29', '>= 18', '2027-03-28T12:00:00Z', 'no', '2027-03-28T23:00:00Z'],
    ['America/New_York', '2008-11-02', '>= 18', '2026-11-01T12:00:00Z', 'no', '2026-11-02T05:00:00Z'],
    ['Australia/Lord_Howe', '2008-10-05', '>= 18', '2026-10-04T12:00:00Z', 'no', '2026-10-04T13:00:00Z'],
    // The birthday was skipped: it begins with the day after it.
    ['Pacific/Apia', '1993-12-30', '>= 18', '2011-12-30T09:59:59Z', 'no', '2011-12-30T10:00:00Z'],
  ])('%s: born %s, %s at %s is %s', (zone, value, tail, at, answer, until) => {
    expect(asked('age', tail, value, at, zone)).toEqual([answer, when(until)])
  })
  test('without a date of birth there is no age', () => {
    expect(asked('age', '>= 0', null, '2026-11-22T12:00:00Z')).toEqual(['no', Infinity])
    expect(asked('age', '< 200', 'long ago', '2026-11-22T12:00:00Z')).toEqual(['no', Infinity])
    expect(asked('age', '!= 18', null, '2026-11-22T12:00:00Z')).toEqual(['yes', Infinity])
  })
})

describe('two yearly days in one rule', () => {
  const zone = zoneTable('Europe/Dublin')
  const evaluated = (rule: string, born: string, wed: string, at: string, watch: (edge: Edge) => Edge = (edge) => edge): Said => {
    const understood = understand(rule)
    if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
    const { root } = compile(understood.plan, { zone, currency: 'EUR', historyFrom: null, productsKnown: true, metafieldsKnown: null })
    const watched = (node: ProgramNode): ProgramNode => {
      if (node.op === 'all' || node.op === 'any') return { ...node, of: node.of.map(watched) }
      if (node.op !== 'test' || node.test.kind !== 'anniversary') return node
      const { from, to } = node.test.window
      return { op: 'test', test: { ...node.test, window: { from: watch(from), to: watch(to) } } }
    }
    const builder = new BlockBuilder({ foldTag })
    builder.addCustomer(customer(1, { metafields: { 'metafields.facts.born': { type: 'date', value: born }, 'metafields.facts.wed': { type: 'date', value: wed } } }))
    const { member, until } = evaluate({ root: watched(root), rootOfTheBorn: root }, builder.build().block, Date.parse(at))
    return [(['no', 'yes', 'unknown'] as const)[member[0]!]!, until[0]!]
  }
  const both = (born: string, wed: string): string => `anniversary ('metafields.facts.born') ${born} AND anniversary ('metafields.facts.wed') ${wed}`

  test('that meet in leap years only are met in the next one, unless the calendar ends before', () => {
    const rule = both('= today', '= +1d')
    expect(evaluated(rule, '1990-02-28', '1988-02-29', '2026-11-22T12:00:00Z')).toEqual(['no', Date.parse('2028-02-28T00:00:00Z')])
    expect(evaluated(rule, '1990-02-28', '1988-02-29', '2028-02-29T00:00:00Z')).toEqual(['no', Date.parse('2032-02-28T00:00:00Z')])
    expect(evaluated(rule, '1990-02-28', '1988-02-29', '2096-03-01T00:00:00Z')).toEqual(['no', Infinity])
  })

  test('that never meet are followed for one round of the calendar, not to its end', () => {
    let looks = 0
    const counted = (edge: Edge): Edge => ({ fixed: edge.fixed, at: (now) => (looks++, edge.at(now)), past: (value) => (looks++, edge.past(value)), pastEach: (values, first, rows, into) => edge.pastEach(values, first, rows, into) })
    expect(evaluated(both('= today', '= today'), '1990-03-01', '1990-09-01', '2026-11-22T12:00:00Z', counted)).toEqual(['no', Infinity])
    expect(looks).toBeGreaterThan(20)
    expect(looks).toBeLessThan(200)
  })

  test('in a window with one fixed end do not come again as they were: it is followed until it spans a year', () => {
    expect(evaluated(both('BETWEEN 2034-11-01 AND today', '= today'), '1990-06-01', '1990-03-01', '2026-11-22T12:00:00Z')).toEqual(['no', Date.parse('2036-03-01T00:00:00Z')])
  })
})
