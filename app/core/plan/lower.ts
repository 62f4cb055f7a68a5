// Meaning to plan: negation becomes `not` around a positive test, names become columns, both dialects become one form.
import { foldCase } from '#app/core/membership/tag-name.ts'
import type { Condition, Meaning, Value } from '#app/core/language/meaning.ts'
import type { Field } from '#app/core/vocabulary/fields.ts'
import { lowerFunction } from './lower-function.ts'
import { dateRange, numberRange } from './lower-range.ts'
import { all, any, not } from './normal.ts'
import type { PlanNode } from './plan.ts'

/** Only for meanings that were checked without an error: a condition that reads no column is a defect of the caller, and throws. */
export function lower(meaning: Meaning): PlanNode {
  switch (meaning.kind) {
    case 'and':
      return all(meaning.of.map(lower))
    case 'or':
      return any(meaning.of.map(lower))
    case 'not':
      return not(lower(meaning.of))
    case 'field': {
      const node = lowerField(meaning)
      return meaning.negated ? not(node) : node
    }
    case 'function': {
      const node = lowerFunction(meaning)
      return meaning.negated ? not(node) : node
    }
    case 'anniversary':
      throw new Error('an anniversary has no plan yet')
  }
}

function lowerField({ field, test }: Extract<Condition, { kind: 'field' }>): PlanNode {
  const { reads } = field
  if (!reads) throw new Error(`${field.name} has no plan yet`)
  if (reads.as === 'number') return any(numberRange(test).map((range) => ({ kind: 'number', column: reads.column, range })))
  if (test.kind === 'present') return { kind: 'present', column: reads.column }
  if (reads.as === 'date') return any(dateRange(test).map((range) => ({ kind: 'date', column: reads.column, range })))
  const values = test.kind === 'is' ? test.values : test.kind === 'contains' ? [test.value] : []
  const texts = values.map((value) => factOf(value, field))
  return any(texts.map((value) => (reads.as === 'text' ? { kind: 'text', column: reads.column, value } : { kind: 'contains', column: reads.column, value })))
}

/** The text as the facts spell it. */
function factOf(value: Value, { type, name }: Field): string {
  if (value.kind !== 'text') throw new Error(`${name} compares texts`)
  if (type.kind === 'tag') return foldCase(value.text)
  return (type.kind === 'enum' ? type.facts?.get(value.text) : undefined) ?? value.text
}
