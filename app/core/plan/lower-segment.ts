// A question about another segment as a plan: by its name, until the rules of the shop are tied together.
import type { Condition } from '#app/core/language/meaning.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { dateRange } from './lower-range.ts'
import { all, any, not } from './normal.ts'
import type { DateRange, PlanNode } from './plan.ts'

/** The positive form. An instant outside a span is still an instant: whoever never entered has none. */
export function lowerSegment({ asks, name, date }: Extract<Condition, { kind: 'segment' }>): PlanNode {
  const segment = foldTag(name)
  if (asks === 'in') return { kind: 'named', segment }
  const within = (range: DateRange | null): PlanNode => ({ kind: 'named', segment, history: { kind: asks, range } })
  if (!date) return within(null)
  const meant = any(dateRange(date.test).map(within))
  return date.negated ? all([within(null), not(meant)]) : meant
}
