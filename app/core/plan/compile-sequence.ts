// One event followed by another, or not followed in time: when it is too late depends on the first one's own day.
import type { SequenceTest } from '#app/core/evaluate/program.ts'
import { compileTerms } from '#app/core/plan/compile-events.ts'
import type { Terms } from '#app/core/plan/compile-events.ts'
import { compileEdge } from '#app/core/plan/compile-window.ts'
import type { SequenceTest as SequencePlan, Within } from '#app/core/plan/plan.ts'

/** A boolean when the answer does not depend on any event. */
export function compileSequence({ first, then, negated, within }: SequencePlan, shop: Terms): SequenceTest | boolean {
  const firstTerms = compileTerms(first, shop)
  const thenTerms = compileTerms(then, shop)
  if (!firstTerms || (!thenTerms && !negated)) return false
  return { kind: 'sequence', first: firstTerms, then: thenTerms, negated, ...limits(within, shop) }
}

/** A duration ends with its last millisecond, and is over in it: what happens then is known by then. Days end with the midnight after. */
function limits(within: Within, { zone }: Terms): Pick<SequenceTest, 'ends' | 'over'> {
  if (within.kind === 'duration') return { ends: (first) => first + within.ms + 1, over: (first) => first + within.ms }
  const { count, unit } = within
  const dayAfter = compileEdge({ moment: { kind: 'offset', count, unit }, at: 'end' }, zone)
  return { ends: (first) => dayAfter.at(first), over: (first) => dayAfter.at(first) }
}
