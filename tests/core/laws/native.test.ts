// Law: text for Shopify, in either dialect, holds for the same customers, and is made of nothing that Shopify has not.
import { expect, test } from 'vitest'
import type { Condition, Meaning, Value } from '#app/core/language/meaning.ts'
import { printNative } from '#app/core/language/print-native.ts'
import { print } from '#app/core/language/print.ts'
import { relationOf } from '#app/core/language/relation.ts'
import { printValue } from '#app/core/language/print-value.ts'
import { meaningOfRule, ruleOf } from '../language/meanings.ts'
import { nearlyNative } from './arbitrary-meaning.ts'
import { law } from './rule-law.ts'

type FieldCondition = Extract<Condition, { kind: 'field' }>

/** A customer drawn by lot: each field has one of the values the rule asks about, or none; each other condition holds or not. */
type Lot = (about: string, outcomes: number) => number

function lotOf(seed: number): Lot {
  return (about, outcomes) => {
    let hash = seed | 0
    for (const char of about) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
    return ((hash ^ (hash >>> 15)) >>> 0) % outcomes
  }
}

/** Any order will do, as long as it is one: what is proved is the logic. */
const placeOf = (value: Value): string => (value.kind === 'number' ? `n${(Number(value.number) + 1e9).toFixed(3).padStart(16, '0')}` : value.kind + printValue(value))

const fieldsIn = (meaning: Meaning): readonly FieldCondition[] => (meaning.kind === 'and' || meaning.kind === 'or' ? meaning.of.flatMap(fieldsIn) : meaning.kind === 'not' ? fieldsIn(meaning.of) : meaning.kind === 'field' ? [meaning] : [])
const valuesIn = (meaning: Meaning, name: string): readonly Value[] => fieldsIn(meaning).filter(({ field }) => field.name === name).flatMap((one) => relationOf(one).values)

/** A metafield has one type. */
function isTyped(rule: Meaning): boolean {
  const kinds = Map.groupBy(fieldsIn(rule).filter(({ field }) => field.type.kind === 'any'), ({ field }) => field.name)
  return [...kinds.keys()].every((name) => new Set(valuesIn(rule, name).map(({ kind }) => kind === 'moment')).size <= 1)
}

const TODAY = 20_500
const SECOND = 1 / 86_400

/** From where to where a moment lasts, in days. Any length of a month will do. */
function spanOf(value: Value): readonly [from: number, to: number] {
  if (value.kind !== 'moment') throw new Error(`${value.kind} is no date`)
  const { moment } = value
  switch (moment.kind) {
    case 'day': case 'datetime': {
      const day = new Date(0).setUTCFullYear(moment.year, moment.month - 1, moment.day) / 86_400_000
      const at = moment.kind === 'day' ? day : day + (moment.hour * 3600 + moment.minute * 60 + moment.second) * SECOND
      return [at, at + (moment.kind === 'day' ? 1 : SECOND)]
    }
    case 'offset': {
      const day = TODAY + moment.count * { d: 1, w: 7, m: 30, y: 365 }[moment.unit]
      return [day, day + 1]
    }
    case 'duration': return [TODAY + moment.ms / 86_400_000, TODAY + moment.ms / 86_400_000]
  }
}

/** Of a metafield that is a date, drawn from about the dates that are asked, or missing. */
function dateHolds({ field, test, negated }: FieldCondition, asked: Meaning, lot: Lot): boolean {
  const days = [...new Set(valuesIn(asked, field.name).flatMap((value) => [-1, -0.5, 0, 0.5, 1, 1.5].map((by) => spanOf(value)[0] + by)))].sort((a, b) => a - b)
  const date = days[lot(field.name, days.length + 1)]
  const lasts = (value: Value): boolean => date !== undefined && date >= spanOf(value)[0] && date < spanOf(value)[1]
  const positive = date !== undefined && (test.kind === 'present'
    || (test.kind === 'is' && test.values.some(lasts))
    || (test.kind === 'range' && (!test.from || date >= spanOf(test.from.value)[test.from.inclusive ? 0 : 1]) && (!test.to || date < spanOf(test.to.value)[test.to.inclusive ? 1 : 0])))
  return positive !== negated
}

function holds(meaning: Meaning, asked: Meaning, lot: Lot): boolean {
  switch (meaning.kind) {
    case 'and': return meaning.of.every((part) => holds(part, asked, lot))
    case 'or': return meaning.of.some((part) => holds(part, asked, lot))
    case 'not': return !holds(meaning.of, asked, lot)
    case 'field': return fieldHolds(meaning, asked, lot)
    default: return otherHolds(meaning, lot)
  }
}

function fieldHolds(condition: FieldCondition, asked: Meaning, lot: Lot): boolean {
  const { field, test, negated } = condition
  if (field.type.kind === 'any' && valuesIn(asked, field.name).some(({ kind }) => kind === 'moment')) return dateHolds(condition, asked, lot)
  const values = [...new Set(valuesIn(asked, field.name).map(placeOf))].sort()
  const drawn = lot(field.name, values.length * 2 + 1 + (field.nullable ? 1 : 0))
  // Even places are the values themselves, odd ones lie between.
  const at = (value: Value): number => values.indexOf(placeOf(value)) * 2 + 1
  const present = drawn < values.length * 2 + 1
  const positive = present && (test.kind === 'present'
    || (test.kind === 'is' && test.values.some((value) => at(value) === drawn))
    || (test.kind === 'contains' && at(test.value) === drawn)
    || (test.kind === 'range' && (!test.from || drawn > at(test.from.value) || (test.from.inclusive && drawn === at(test.from.value))) && (!test.to || drawn < at(test.to.value) || (test.to.inclusive && drawn === at(test.to.value)))))
  return positive !== negated
}

function otherHolds(condition: Exclude<Condition, { kind: 'field' }>, lot: Lot): boolean {
  const negated = 'negated' in condition && condition.kind !== 'sequence' && condition.negated
  const positive = ruleOf(negated ? { ...condition, negated: false } : condition)
  return (lot(print(positive), 2) === 1) !== negated
}

test.each(['current', 'legacy'] as const)('%s text holds for the same customers', (dialect) => {
  let written = 0
  law(1_500, (rule, chance) => {
    const native = printNative(rule, dialect)
    if (!native.ok || !isTyped(rule)) return
    written++
    const again = meaningOfRule(native.text)
    expect(fieldsIn(again).filter(({ field }) => field.type.kind === 'any').map(relationOf).filter(({ relation, values }) => values.some(({ kind }) => kind === 'moment') && !['=', '<=', '>=', 'BETWEEN'].includes(relation))).toEqual([])
    for (let customer = 0; customer < 12; customer++) {
      const lot = lotOf(chance + customer * 7919)
      expect(holds(again, rule, lot), native.text).toBe(holds(rule, rule, lot))
    }
    expect(native.text).not.toMatch(/\bNOT BETWEEN\b|\b(?:AND|OR|^|\() ?NOT \w|\d(?:h|min)\b/)
  }, nearlyNative)
  expect(written).toBeGreaterThan(300)
})
