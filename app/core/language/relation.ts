// What is asked of a value as one relation and its values: the form in which sentences say it and rows of a builder show it.
import type { Relation } from '#app/core/vocabulary/phrase.ts'
import type { Asked, Test, Value } from './meaning.ts'

export type { Relation }

export interface Related {
  readonly relation: Relation
  /** Two for a BETWEEN, none for a NULL test, any number for `=` and `!=`, else one. */
  readonly values: readonly Value[]
}

/** A range with one end is never negated, and one with two ends includes both: the language has no other. */
export function relationOf({ test, negated }: Asked): Related {
  switch (test.kind) {
    case 'is':
      return { relation: negated ? '!=' : '=', values: test.values }
    case 'contains':
      return { relation: negated ? 'NOT CONTAINS' : 'CONTAINS', values: [test.value] }
    case 'present':
      return { relation: negated ? 'IS NULL' : 'IS NOT NULL', values: [] }
    case 'range': {
      const { from, to } = test
      if (from && to) return { relation: negated ? 'NOT BETWEEN' : 'BETWEEN', values: [from.value, to.value] }
      if (from) return { relation: from.inclusive ? '>=' : '>', values: [from.value] }
      return to ? { relation: to.inclusive ? '<=' : '<', values: [to.value] } : { relation: '=', values: [] }
    }
  }
}

/** The other way; null when the number of values is not the relation's. */
export function askedOf({ relation, values }: Related): Asked | null {
  const [first, second] = values
  const negated = relation === '!=' || relation.startsWith('NOT ') || relation === 'IS NULL'
  const test = testOf(relation, values, first, second)
  return test && { negated, test }
}

function testOf(relation: Relation, values: readonly Value[], first: Value | undefined, second: Value | undefined): Test | null {
  switch (relation) {
    case '=':
    case '!=':
      return { kind: 'is', values }
    case 'CONTAINS':
    case 'NOT CONTAINS':
      return first ? { kind: 'contains', value: first } : null
    case 'IS NULL':
    case 'IS NOT NULL':
      return { kind: 'present' }
    case 'BETWEEN':
    case 'NOT BETWEEN':
      return first && second ? { kind: 'range', from: { value: first, inclusive: true }, to: { value: second, inclusive: true } } : null
    case '>':
    case '>=':
      return first ? { kind: 'range', from: { value: first, inclusive: relation === '>=' }, to: null } : null
    case '<':
    case '<=':
      return first ? { kind: 'range', from: null, to: { value: first, inclusive: relation === '<=' } } : null
  }
}
