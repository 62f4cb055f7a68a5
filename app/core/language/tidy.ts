// A meaning in its one shape: groups flat and of at least two, no NOT before NOT, negation in the condition where it has a negative of its own.
import type { Asked, Condition, Meaning } from './meaning.ts'
import type { ValueType } from '#app/core/vocabulary/types.ts'

/** The same rule; tidying it again changes nothing. */
export function tidy(meaning: Meaning): Meaning {
  switch (meaning.kind) {
    case 'and':
    case 'or': {
      const of = meaning.of.map(tidy).flatMap((part) => (part.kind === meaning.kind ? part.of : [part]))
      return of.length === 1 ? of[0]! : { kind: meaning.kind, of }
    }
    case 'not': {
      const of = tidy(meaning.of)
      return of.kind === 'not' ? of.of : (opposite(of) ?? { kind: 'not', of })
    }
    default:
      return tidyCondition(meaning)
  }
}

/**
 * The exact complement, said by the condition itself; null where it has no documented negative. "Then not" is not the opposite of a
 * sequence: both are false without a first step.
 */
function opposite(of: Meaning): Condition | null {
  switch (of.kind) {
    case 'function':
    case 'segment':
      return { ...of, negated: !of.negated }
    case 'field':
    case 'anniversary':
    case 'age':
      return of.test.kind !== 'range' || of.negated ? tidyCondition({ ...of, negated: !of.negated }) : null
    default:
      return null
  }
}

function tidyCondition(condition: Condition): Condition {
  switch (condition.kind) {
    case 'field':
      return { ...condition, ...plain(condition, condition.field.type) }
    case 'function':
      return { ...condition, parameters: tidyGiven(condition.parameters) }
    case 'sequence':
      return { ...condition, first: tidyStep(condition.first), then: tidyStep(condition.then) }
    default:
      return condition
  }
}

type Sequence = Extract<Condition, { kind: 'sequence' }>

function tidyStep(step: Sequence['first']): Sequence['first'] {
  return { ...step, parameters: tidyGiven(step.parameters) }
}

function tidyGiven(parameters: Sequence['first']['parameters']): Sequence['first']['parameters'] {
  return parameters.map((given) => ({ ...given, ...plain(given, given.parameter.type) }))
}

/** Of two values the one that is not true is false; a metafield may also be neither. */
function plain({ test, negated }: Asked, type: ValueType): Asked {
  const [value, ...more] = test.kind === 'is' ? test.values : []
  if (!negated || type.kind !== 'boolean' || value?.kind !== 'boolean' || more.length > 0) return { test, negated }
  return { negated: false, test: { kind: 'is', values: [{ kind: 'boolean', boolean: !value.boolean }] } }
}
