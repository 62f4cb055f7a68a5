// What the rules of a shop read, each by its own text; a rule that cannot be read any more reads nothing.
import { needsOf, type Needs } from '#app/core/plan/needs.ts'
import { planOfRule } from '#app/core/segment.ts'
import { liveSegments } from '#app/db/segments.ts'
import type { Sql } from '#app/db/sql.ts'

/** Of all segments that are not deleted, whatever their state. */
export function* needsOfRules(shop: number): Sql<Needs[]> {
  const segments = yield* liveSegments(shop)
  return segments.flatMap(({ rule }) => needsOfRule(rule) ?? [])
}

/** As many rules as are remembered. */
const MOST = 2_000
/** The same rules are asked about with every sweep and every bell; what a text reads never changes. */
const known = new Map<string, Needs | null>()

/** Null for a rule that cannot be read. */
export function needsOfRule(rule: string): Needs | null {
  const remembered = known.get(rule)
  if (remembered !== undefined) return remembered
  const plan = planOfRule(rule)
  const needs = plan && needsOf(plan)
  if (known.size >= MOST) known.clear()
  known.set(rule, needs)
  return needs
}
