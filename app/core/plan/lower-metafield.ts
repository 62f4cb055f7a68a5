// A test of a metafield as a plan: the kind of literal says how the metafield's value is read.
import type { Limit, Test, Value } from '#app/core/language/meaning.ts'
import { writeDate } from '#app/core/vocabulary/dates.ts'
import { dateRange, numberRange } from './lower-range.ts'
import { any } from './normal.ts'
import type { MetafieldTest, PlanNode } from './plan.ts'

export function lowerMetafield(path: string, test: Test): PlanNode {
  return any(testsOf(test).map((is) => ({ kind: 'metafield', path, is })))
}

/** Tests of which one must hold. */
function testsOf(test: Test): readonly MetafieldTest[] {
  switch (test.kind) {
    case 'present':
      return [{ as: 'present' }]
    case 'contains':
      return [{ as: 'element', value: elementOf(test.value) }]
    case 'range':
      return rangesOf(test)
    case 'is':
      return equalsOneOf(test.values)
  }
}

/** All texts as one set; every other value on its own. */
function equalsOneOf(values: readonly Value[]): readonly MetafieldTest[] {
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
  const others = values.filter(({ kind }) => kind !== 'text').flatMap((value): readonly MetafieldTest[] => (
    value.kind === 'boolean' ? [{ as: 'boolean', value: value.boolean }] : rangesOf({ kind: 'is', values: [value] })))
  return texts.length > 0 ? [{ as: 'text', values: [...new Set(texts)].sort() }, ...others] : others
}

function rangesOf(test: Extract<Test, { kind: 'is' | 'range' }>): readonly MetafieldTest[] {
  const [value] = test.kind === 'is' ? test.values : [test.from, test.to].filter((limit): limit is Limit => limit !== null).map((limit) => limit.value)
  return value?.kind === 'moment'
    ? dateRange(test).map((range) => ({ as: 'date', range }))
    : numberRange(test).map((range) => ({ as: 'number', range }))
}

/** As it stands in a list of texts, numbers, dates or truths. */
function elementOf(value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'number':
      return value.number
    case 'id':
      return value.id
    case 'boolean':
      return String(value.boolean)
    case 'moment':
      return writeDate(value.moment)
    case 'point':
      throw new Error('a place is no element of a metafield')
  }
}
