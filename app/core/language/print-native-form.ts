// A rule in the words Shopify has: NOT carried into the conditions, IN and NOT BETWEEN taken apart. The answer is the same for every customer.
import type { Condition, Limit, Meaning, Value } from './meaning.ts'
import { inWholeDays } from './native-days.ts'
import { relationOf } from './relation.ts'

/** Where a condition has no opposite of its own, the NOT stays before it. */
export function nativeForm(meaning: Meaning, negated = false): Meaning {
  switch (meaning.kind) {
    case 'and':
    case 'or':
      return { kind: negated ? (meaning.kind === 'and' ? 'or' : 'and') : meaning.kind, of: meaning.of.map((part) => nativeForm(part, negated)) }
    case 'not':
      return nativeForm(meaning.of, !negated)
    case 'field':
      return eachField(fieldForm(meaning, negated), inWholeDays)
    case 'function':
    case 'segment':
      return { ...meaning, negated: meaning.negated !== negated }
    case 'anniversary':
    case 'age':
      if (meaning.test.kind !== 'range') return { ...meaning, negated: meaning.negated !== negated }
      return negated ? { kind: 'not', of: meaning } : meaning
    case 'sequence':
      return negated ? { kind: 'not', of: meaning } : meaning
  }
}

type FieldCondition = Extract<Condition, { kind: 'field' }>

function eachField(meaning: Meaning, form: (condition: FieldCondition) => Meaning): Meaning {
  if (meaning.kind === 'and' || meaning.kind === 'or') return { kind: meaning.kind, of: meaning.of.map((part) => eachField(part, form)) }
  return meaning.kind === 'field' ? form(meaning) : meaning
}

function fieldForm(condition: FieldCondition, negated: boolean): Meaning {
  const { field, test } = condition
  const denied = condition.negated !== negated
  const { values } = relationOf(condition)
  if (test.kind === 'is' && values.length > 1) return { kind: denied ? 'and' : 'or', of: values.map((value) => one(condition, value, denied)) }
  if (test.kind !== 'range' || !denied) return { ...condition, negated: denied }
  const outside = [
    ...(test.from ? [below(condition, test.from)] : []),
    ...(test.to ? [above(condition, test.to)] : []),
    ...(field.nullable ? [{ ...condition, negated: true, test: { kind: 'present' as const } }] : []),
  ]
  return outside.length === 1 ? outside[0]! : { kind: 'or', of: outside }
}

function one(condition: FieldCondition, value: Value, negated: boolean): Condition {
  return { ...condition, negated, test: { kind: 'is', values: [value] } }
}

function below(condition: FieldCondition, { value, inclusive }: Limit): Condition {
  return { ...condition, negated: false, test: { kind: 'range', from: null, to: { value, inclusive: !inclusive } } }
}

function above(condition: FieldCondition, { value, inclusive }: Limit): Condition {
  return { ...condition, negated: false, test: { kind: 'range', from: { value, inclusive: !inclusive }, to: null } }
}
