// What a metafield's value says under each test, by its type; and when a date in one comes into a window.
import { describe, expect, test } from 'vitest'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'
import type { Said } from '#tests/core/evaluate/verdict-of.ts'

const now = Date.parse('2026-11-22T12:00:00Z')

function asked(tail: string, type: string | null, value = '', zone = 'UTC', at = now): Said {
  return verdictOf(`metafields.a.b ${tail}`, { now: at, zone, customer: { metafields: type === null ? {} : { 'metafields.a.b': { type, value } } } })
}

describe('whoever does not have it, or has a value that does not parse, has no value', () => {
  test.each<[string, string | null, string]>([
    ['missing', null, ''],
    ['not an integer', 'number_integer', '1.5'],
    ['not a decimal', 'number_decimal', 'much'],
    ['not a truth', 'boolean', 'yes'],
    ['no such day', 'date', '2026-02-29'],
    ['no such time', 'date_time', '2026-02-28T24:00:00Z'],
    ['an empty list', 'list.single_line_text_field', '[]'],
    ['no list', 'list.single_line_text_field', '{"a":1}'],
    ['no JSON', 'list.single_line_text_field', '[oops'],
  ])('%s', (_, type, value) => {
    for (const tail of ['IS NOT NULL', `= '${value}'`, "= 'x'", '= true', '>= -1000000', '> -1000000', '< 1000000', '<= 1000000', "CONTAINS 'x'", '= today', '<= +100y', 'BETWEEN -9 AND 9']) {
      expect(asked(tail, type, value)).toEqual(['no', Infinity])
    }
    for (const tail of ['IS NULL', "!= 'x'", '!= true', '!= 5', "NOT CONTAINS 'x'", '!= today', 'NOT BETWEEN -9 AND 9', "NOT IN ('x', 'y')"]) expect(asked(tail, type, value)[0]).toBe('yes')
  })
})

describe('numbers compare exactly', () => {
  test.each<[string, 'yes' | 'no']>([
    ['= 12.5', 'yes'], ['= 12.50', 'yes'], ['!= 12.5', 'no'], ['> 12.5', 'no'], ['> 12.4999999999999999999', 'yes'], ['>= 12.5', 'yes'], ['>= 12.5000000000000000001', 'no'],
    ['< 12.5', 'no'], ['<= 12.5', 'yes'], ['BETWEEN 12.5 AND 13', 'yes'], ['BETWEEN 12.51 AND 13', 'no'], ['IN (1, 12.5)', 'yes'], ['NOT IN (1, 12.5)', 'no'], ['IS NULL', 'no'],
  ])('12.50 %s: %s', (tail, answer) => {
    expect(asked(tail, 'number_decimal', '12.50')).toEqual([answer, Infinity])
  })
  test('beyond what a double holds, below zero, and in a text', () => {
    expect(asked('= 9007199254740993', 'number_integer', '9007199254740993')[0]).toBe('yes')
    expect(asked('= 9007199254740992', 'number_integer', '9007199254740993')[0]).toBe('no')
    expect(asked('< -4', 'number_integer', '-5')[0]).toBe('yes')
    expect(asked('>= 1000', 'single_line_text_field', '1000')[0]).toBe('yes')
    expect(asked('>= 1000', 'rating', '{"value":"1000","scale_min":"0","scale_max":"2000"}')[0]).toBe('no')
  })
})

describe('texts compare as they stand', () => {
  test.each<[string, string, 'yes' | 'no']>([
    ["= 'Gold'", 'single_line_text_field', 'yes'], ["= 'gold'", 'single_line_text_field', 'no'], ["!= 'gold'", 'multi_line_text_field', 'yes'], ["IN ('Silver', 'Gold')", 'id', 'yes'],
    ["NOT IN ('Silver')", 'url', 'yes'], ["CONTAINS 'Gold'", 'single_line_text_field', 'no'], ["= 'Gold'", 'list.single_line_text_field', 'no'], ['IS NOT NULL', 'anything', 'yes'],
  ])('%s of a %s: %s', (tail, type, answer) => {
    expect(asked(tail, type, 'Gold')).toEqual([answer, Infinity])
  })
  test('an empty text is a value', () => {
    expect(asked('IS NOT NULL', 'single_line_text_field', '')[0]).toBe('yes')
    expect(asked("= ''", 'single_line_text_field', '')[0]).toBe('yes')
  })
})

describe('lists', () => {
  test.each<[string, string, string, 'yes' | 'no']>([
    ["CONTAINS 'Red'", 'list.single_line_text_field', '["Red","Blue"]', 'yes'], ["CONTAINS 'red'", 'list.single_line_text_field', '["Red"]', 'no'],
    ["CONTAINS 'Re'", 'list.single_line_text_field', '["Red"]', 'no'], ["NOT CONTAINS 'Red'", 'list.single_line_text_field', '["Blue"]', 'yes'],
    ['CONTAINS 5', 'list.number_integer', '[4,5]', 'yes'], ['CONTAINS 2.50', 'list.number_decimal', '["02.5"]', 'yes'], ['CONTAINS 2', 'list.number_decimal', '["2.0"]', 'yes'],
    ['CONTAINS 0', 'list.number_decimal', '["-0.00"]', 'yes'], ['CONTAINS 20', 'list.number_decimal', '["2.0"]', 'no'], ['CONTAINS 2020-05-30', 'list.date', '["2020-05-30"]', 'yes'], ['IS NULL', 'list.date', '["2020-05-30"]', 'no'],
  ])('%s of a %s %s: %s', (tail, type, value, answer) => {
    expect(asked(tail, type, value)).toEqual([answer, Infinity])
  })
})

test('true and false', () => {
  expect(['= true', '= false', '!= true', '!= false'].map((tail) => asked(tail, 'boolean', 'true')[0])).toEqual(['yes', 'no', 'no', 'yes'])
  expect(['= true', '= false', '!= true', '!= false'].map((tail) => asked(tail, 'boolean', 'false')[0])).toEqual(['no', 'yes', 'yes', 'no'])
})

describe('a date is a day in the shop\'s zone', () => {
  test.each<[string, string, string, string, string, string | null]>([
    // Clocks in Dublin went back on 25 October 2026, and come forward on 28 March 2027.
    ['Europe/Dublin', '2026-10-25', '>= -30d', '2026-11-22T12:00:00Z', 'yes', '2026-11-25T00:00:00Z'],
    ['Europe/Dublin', '2026-09-25', '>= -1m', '2026-10-24T12:00:00Z', 'yes', '2026-10-26T00:00:00Z'],
    ['Europe/Dublin', '2027-03-28', '= today', '2027-03-28T00:00:00Z', 'yes', '2027-03-28T23:00:00Z'],
    ['America/New_York', '2026-11-01', '= today', '2026-11-01T03:59:59Z', 'no', '2026-11-01T04:00:00Z'],
    ['America/New_York', '2026-11-01', '= today', '2026-11-01T04:00:00Z', 'yes', '2026-11-02T05:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '= today', '2026-10-03T13:30:00Z', 'yes', '2026-10-04T13:00:00Z'],
    // 30 December 2011 was skipped: the 31st began when the 29th ended.
    ['Pacific/Apia', '2011-12-31', '= today', '2011-12-30T09:59:59Z', 'no', '2011-12-30T10:00:00Z'],
    ['UTC', '2024-02-29', '< -2y', '2026-02-28T12:00:00Z', 'no', '2026-03-01T00:00:00Z'],
    ['UTC', '2027-01-01', '> today', '2026-12-31T12:00:00Z', 'yes', '2027-01-01T00:00:00Z'],
    ['UTC', '2026-11-22', '> 2026-11-21', '2026-11-22T12:00:00Z', 'yes', null],
    ['UTC', '2026-11-22', '> 2026-11-22', '2026-11-22T12:00:00Z', 'no', null],
    ['UTC', '2026-11-22', 'BETWEEN 2026-11-22 AND 2026-11-22', '2026-11-22T12:00:00Z', 'yes', null],
  ])('%s: %s %s at %s is %s', (zone, value, tail, at, answer, until) => {
    expect(asked(tail, 'date', value, zone, Date.parse(at))).toEqual([answer, until === null ? Infinity : Date.parse(until)])
  })
  test('a date and time is an instant, in UTC where it says nothing else', () => {
    const day = (value: string, zone: string): string => asked('= 2026-11-22', 'date_time', value, zone)[0]
    expect(day('2026-11-22T23:30:00', 'UTC')).toBe('yes')
    expect(day('2026-11-22T23:30:00Z', 'Europe/Dublin')).toBe('yes')
    expect(day('2026-11-22T23:30:00+00:00', 'Asia/Tokyo')).toBe('no')
    expect(day('2026-11-23T01:30:00.250+02:00', 'UTC')).toBe('yes')
    expect(day('2026-11-22T20:30:00-05:00', 'UTC')).toBe('no')
  })
})

test('a metafield that is not held yet is unknown, and so is its opposite', () => {
  const terms = { metafieldsKnown: new Set(['metafields.a.c']) }
  for (const rule of ['metafields.a.b IS NULL', 'metafields.a.b != 5', "anniversary ('metafields.a.b') = today", "NOT age ('metafields.a.b') > 5"]) {
    expect(verdictOf(rule, { now, terms })).toEqual(['unknown', Infinity])
    expect(verdictOf(rule.replace('a.b', 'a.c'), { now, terms })[0]).not.toBe('unknown')
  }
})
