// Meaning to plan: negation becomes `not` around a positive test, names become columns, both dialects become one form.
import type { Condition, Meaning } from '#app/core/language/meaning.ts'
import { isDelegated, lowerDelegated } from './lower-delegated.ts'
import { lowerField } from './lower-field.ts'
import { lowerEvents, lowerSequence } from './lower-function.ts'
import { lowerPlace } from './lower-place.ts'
import { lowerSegment } from './lower-segment.ts'
import { dateRange, numberRange } from './lower-range.ts'
import { all, any, not } from './normal.ts'
import type { PlanNode } from './plan.ts'

/** Only for meanings that were checked without an error: what cannot be asked is a defect of the caller, and throws. */
export function lower(meaning: Meaning): PlanNode {
  switch (meaning.kind) {
    case 'and':
      return all(meaning.of.map(lower))
    case 'or':
      return any(meaning.of.map(lower))
    case 'not':
      return not(lower(meaning.of))
    case 'sequence':
      return lowerSequence(meaning)
    default: {
      const node = lowerCondition(meaning)
      return meaning.negated ? not(node) : node
    }
  }
}

/** The positive form. */
function lowerCondition(condition: Exclude<Condition, { kind: 'sequence' }>): PlanNode {
  switch (condition.kind) {
    case 'field':
      return lowerField(condition)
    case 'function':
      return isDelegated(condition) ? lowerDelegated(condition) : condition.of.events === 'places' ? lowerPlace(condition) : lowerEvents(condition)
    case 'anniversary':
      return any(dateRange(condition.test).map((range) => ({ kind: 'anniversary', path: condition.path, range })))
    case 'age':
      return any(numberRange(condition.test).map((range) => ({ kind: 'age', path: condition.path, range })))
    case 'segment':
      return lowerSegment(condition)
  }
}
