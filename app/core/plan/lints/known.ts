// What follows for a customer from what is known of them, without trying cases: exact for one property, and never too much for several.
import type { Cells } from './cells.ts'
import type { Bound, Known, Relation, World } from './world.ts'

/** Work left; once it is used up, nothing more is concluded. */
export interface Effort {
  left: number
}

export const NOTHING: Known = new Map()

/** Rounds through the parts of a conjunction: each may narrow what the ones before had left open. */
const ROUNDS = 4

/** What is known once `formula` holds of a customer of whom `known` is known; null when it cannot hold. */
export function assume(formula: Bound, known: Known, world: World, effort: Effort): Known | null {
  if (effort.left-- <= 0) return known
  if (formula.kind === 'cells') return narrow(known, formula.axis, formula.cells, world)
  return formula.kind === 'all' ? assumeAll(formula.of, known, world, effort) : assumeAny(formula.of, known, world, effort)
}

function assumeAll(parts: readonly Bound[], known: Known, world: World, effort: Effort): Known | null {
  const again = parts.some(({ kind }) => kind !== 'cells')
  let now = known
  for (let round = 0; round < ROUNDS; round++) {
    const before = now
    for (const part of parts) {
      const next = assume(part, now, world, effort)
      if (!next) return null
      now = next
    }
    if (!again || now === before) break
  }
  return now
}

/** What all of the cases that can hold have in common. */
function assumeAny(parts: readonly Bound[], known: Known, world: World, effort: Effort): Known | null {
  let common: Known | null = null
  for (const part of parts) {
    const one = assume(part, known, world, effort)
    if (!one) continue
    if (one === known) return known
    common = common ? either(common, one, world) : one
  }
  return common
}

function either(a: Known, b: Known, { full }: World): Known {
  const both = new Map<number, Cells>()
  for (const [axis, cells] of a) {
    const other = b.get(axis)
    if (other !== undefined && (cells | other) !== full[axis]) both.set(axis, cells | other)
  }
  return both
}

/** Both at once; null when they contradict each other. */
export function together(a: Known, b: Known, world: World): Known | null {
  if (a.size < b.size) return together(b, a, world)
  const both = new Map(a)
  for (const [axis, cells] of b) {
    const before = both.get(axis) ?? world.full[axis]!
    const after = before & cells
    if (after === 0n) return null
    if (after === before) continue
    both.set(axis, after)
    if (!tell(both, [axis], world)) return null
  }
  return both
}

function narrow(known: Known, axis: number, cells: Cells, world: World): Known | null {
  const before = known.get(axis) ?? world.full[axis]!
  const after = before & cells
  if (after === 0n) return null
  if (after === before) return known
  const now = new Map(known).set(axis, after)
  return tell(now, [axis], world) ? now : null
}

/** Carries news from axis to axis; false when they contradict each other. */
function tell(known: Map<number, Cells>, news: number[], world: World): boolean {
  for (let axis = news.pop(); axis !== undefined; axis = news.pop()) {
    for (const relation of world.relations[axis]!) {
      const other = axis === relation.below ? relation.above : relation.below
      const before = known.get(other) ?? world.full[other]!
      const after = before & left(relation, axis, known.get(axis)!, world)
      if (after === 0n) return false
      if (after === before) continue
      known.set(other, after)
      news.push(other)
    }
  }
  return true
}

/** The cells that the other side of a relation is left with when one side is in `cells`. */
function left({ below, above, counted }: Relation, axis: number, cells: Cells, { full }: World): Cells {
  const nothing = lowest(full[axis]!)
  if (axis === below) {
    if (counted) return -lowest(cells)
    return (cells & nothing) === 0n ? ~lowest(full[above]!) : EVERYTHING
  }
  if (counted) return (1n << BigInt(cells.toString(2).length)) - 1n
  return cells === nothing ? lowest(full[below]!) : EVERYTHING
}

const EVERYTHING = -1n

function lowest(cells: Cells): Cells {
  return cells & -cells
}
