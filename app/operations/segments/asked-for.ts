// Which segments ask for one by its name in their rules: while they do, it keeps its name and is not deleted.
import { foldTag } from '#app/core/vocabulary/names.ts'
import { asksFor } from '#app/core/plan/link-problem.ts'
import { planOfRule } from '#app/core/segment.ts'
import type { Segment } from '#app/db/segments.ts'

/** Their names. `others` are live. */
export function askedForBy({ id, name }: Segment, others: readonly Segment[]): readonly string[] {
  const folded = foldTag(name)
  return others.flatMap((other) => {
    const plan = other.id === id ? null : planOfRule(other.rule)
    return plan !== null && asksFor(plan, folded) ? [other.name] : []
  })
}

/** A sentence for the merchant. */
export function askedForTrouble(askers: readonly string[], before: 'rename' | 'delete'): string {
  const [one, ...more] = askers.map((name) => `'${name}'`)
  const rules = more.length === 0 ? `The rule of ${one} asks` : `The rules of ${[one, ...more.slice(0, -1)].join(', ')} and ${more.at(-1)} ask`
  return `${rules} for this segment by its name. Change ${more.length === 0 ? 'that rule' : 'those rules'} before you ${before} it.`
}
