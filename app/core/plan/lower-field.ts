// A test of a field as a plan: which column it reads says which kind of test it becomes.
import type { Condition, Test, Value } from '#app/core/language/meaning.ts'
import { foldCase } from '#app/core/vocabulary/names.ts'
import type { Field } from '#app/core/vocabulary/fields.ts'
import { lowerDelegated } from './lower-delegated.ts'
import { lowerMetafield } from './lower-metafield.ts'
import { dateRange, numberRange } from './lower-range.ts'
import { any, not } from './normal.ts'
import type { PlanNode } from './plan.ts'

type FieldCondition = Extract<Condition, { kind: 'field' }>

/** The positive form: `negated` is the caller's. */
export function lowerField(condition: FieldCondition): PlanNode {
  const { field, test } = condition
  const { reads } = field
  switch (reads.as) {
    case 'delegated':
      return lowerDelegated(condition)
    case 'metafield':
      return lowerMetafield(field.name, test)
    case 'metric':
      if (test.kind === 'present') return { kind: 'metric', metric: reads.metric, range: null }
      return any(numberRange(test).map((range) => ({ kind: 'metric', metric: reads.metric, range })))
    case 'score':
      if (test.kind === 'present') return { kind: 'score', score: reads.score, range: null }
      return any(numberRange(test).map((range) => ({ kind: 'score', score: reads.score, range })))
    case 'number':
      return any(numberRange(test).map((range) => ({ kind: 'number', column: reads.column, range })))
    case 'flag':
      return any(valuesOf(test).map((value) => {
        const flag: PlanNode = { kind: 'flag', column: reads.column }
        return booleanOf(value, field) ? flag : not(flag)
      }))
    case 'date':
      if (test.kind === 'present') return { kind: 'present', column: reads.column }
      return any(dateRange(test).map((range) => ({ kind: 'date', column: reads.column, range })))
    case 'text':
      if (test.kind === 'present') return { kind: 'present', column: reads.column }
      return any(valuesOf(test).map((value) => ({ kind: 'text', column: reads.column, value: factOf(value, field) })))
    case 'list':
      if (test.kind === 'present') return { kind: 'present', column: reads.column }
      return any(valuesOf(test).map((value) => ({ kind: 'contains', column: reads.column, value: factOf(value, field) })))
  }
}

function valuesOf(test: Test): readonly Value[] {
  if (test.kind === 'is') return test.values
  if (test.kind === 'contains') return [test.value]
  throw new Error(`'${test.kind}' names no values`)
}

/** The text as the facts spell it. */
function factOf(value: Value, { type, name }: Field): string {
  if (value.kind !== 'text') throw new Error(`${name} compares texts`)
  if (type.kind === 'tag') return foldCase(value.text)
  return (type.kind === 'enum' ? type.facts?.get(value.text) : undefined) ?? value.text
}

function booleanOf(value: Value, { name }: Field): boolean {
  if (value.kind !== 'boolean') throw new Error(`${name} is true or false`)
  return value.boolean
}
