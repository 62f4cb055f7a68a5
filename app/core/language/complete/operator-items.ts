// The operators a subject takes, with what each means in a word.
import { operatorsOf } from '#app/core/vocabulary/types.ts'
import type { Operator, Subject } from '#app/core/vocabulary/types.ts'
import type { Item } from './item.ts'

const MEANINGS: Readonly<Record<Operator, readonly [ofValue: string, ofDate: string]>> = {
  '=': ['is', 'on'],
  '!=': ['is not', 'not on'],
  '>': ['more than', 'after'],
  '>=': ['at least', 'on or after'],
  '<': ['less than', 'before'],
  '<=': ['at most', 'on or before'],
  BETWEEN: ['from … to, both included', 'from … to, both included'],
  CONTAINS: ['has', 'has'],
  IN: ['is one of', 'is one of'],
  'IS NULL': ['has no value', 'has no value'],
}

/** `negated`: after NOT. `colon`: inside the legacy parenthesis, where a colon comes first. */
export function operatorItems(subject: Subject, negated: boolean, colon: boolean): readonly Item[] {
  const operators = operatorsOf(subject)
  const item = (text: string, detail: string): Item => ({ text, label: text, detail, kind: 'operator' })
  const of = (operator: Operator): string => MEANINGS[operator][subject.type.kind === 'date' ? 1 : 0]
  const written = (operator: Operator): string => (operator === 'IN' ? 'IN (' : operator)
  if (negated) return operators.filter((operator) => operator === 'CONTAINS' || operator === 'IN' || operator === 'BETWEEN').map((operator) => item(written(operator), `not: ${of(operator)}`))
  const offered = operators.flatMap((operator) => {
    const one = item(written(operator), of(operator))
    if (operator === 'CONTAINS') return [one, item('NOT CONTAINS', 'does not have')]
    if (operator === 'IN') return [one, item('NOT IN (', 'is none of')]
    return operator === 'IS NULL' ? [one, item('IS NOT NULL', 'has a value')] : [one]
  })
  return colon ? [item(':', 'is'), ...offered] : offered
}
