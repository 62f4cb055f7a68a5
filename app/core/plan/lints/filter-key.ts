// One text for each set of events, however its dates are spelt.
import type { EventCondition } from '#app/core/plan/plan.ts'
import { edgeKey, edgeOf } from './date-order.ts'
import type { Filter } from './question.ts'

export function filterKey({ of, where }: Filter): string {
  return `${of} ${where.map(conditionKey).join(' ')}`
}

function conditionKey(condition: EventCondition): string {
  if (condition.on !== 'date') return JSON.stringify(condition)
  const { from, to } = condition.range
  return `${condition.negated ? 'not ' : ''}${from ? edgeKey(edgeOf(from)) : ''}..${to ? edgeKey(edgeOf(to)) : ''}`
}
