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

function valuesIn(meaning: Meaning, name: string): readonly string[] {
  if (meaning.kind === 'and' || meaning.kind === 'or') return meaning.of.flatMap((part) => valuesIn(part, name))
  if (meaning.kind === 'not') return valuesIn(meaning.of, name)
  return meaning.kind === 'field' && meaning.field.name === name ? relationOf(meaning).values.map(placeOf) : []
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

function fieldHolds({ field, test, negated }: Extract<Condition, { kind: 'field' }>, asked: Meaning, lot: Lot): boolean {
  const values = [...new Set(valuesIn(asked, field.name))].sort()
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
    if (!native.ok) return
    written++
    const again = meaningOfRule(native.text)
    for (let customer = 0; customer < 12; customer++) {
      const lot = lotOf(chance + customer * 7919)
      expect(holds(again, rule, lot), native.text).toBe(holds(rule, rule, lot))
    }
    expect(native.text).not.toMatch(/\bNOT BETWEEN\b|\b(?:AND|OR|^|\() ?NOT \w|\d(?:h|min)\b/)
  }, nearlyNative)
  expect(written).toBeGreaterThan(300)
})
