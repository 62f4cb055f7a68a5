// Which conditions of a contradiction contradict each other.
import { NOTHING } from './known.ts'
import type { Part } from './part.ts'
import type { Inquiry, Neighbour } from './inquiry.ts'
import type { Known } from './world.ts'

/** Of parts joined by AND that cannot all hold, or by OR that cannot all fail: the two that exclude each other, or the one that decides alone. Null when it takes more. */
export function conflictIn({ of, joint }: Part, inquiry: Inquiry): readonly Part[] | null {
  const neighbour = (part: Part): Neighbour => ({ part, holds: joint === 'and' })
  let known: Known = NOTHING
  for (const [at, part] of of.entries()) {
    const alone = inquiry.beside(neighbour(part), NOTHING)
    if (!alone) return [part]
    const next = inquiry.beside(neighbour(part), known)
    if (next) {
      known = next
      continue
    }
    const other = of.slice(0, at).find((earlier) => !inquiry.beside(neighbour(earlier), alone))
    return other ? [other, part] : null
  }
  return null
}
