// The structure of a spoken list: which joint binds which conditions, told by commas and by "either" and "neither".
import type { Meaning } from '../meaning.ts'

export type Joint = 'and' | 'or' | 'nor' | 'comma' | 'wide and' | 'wide or'
export type Opening = 'either' | 'neither'

/** A condition with the joint before it and the word that opens a group with it. */
export interface Item {
  readonly joint: Joint | null
  readonly opening: Opening | null
  readonly meaning: Meaning
}

/** Null where joints are mixed so that it could be taken in two ways. */
export function structure(items: readonly Item[]): Meaning | null {
  const groups = narrow(items)
  const wide = groups.slice(1).map(({ joint }) => joint)
  const parts = groups.map(({ items }) => groupOf(items))
  if (parts.includes(null)) return null
  const whole = parts as Meaning[]
  if (whole.length === 1) return whole[0]!
  if (wide.includes('wide or')) return wide.every((joint) => joint === 'wide or') ? { kind: 'or', of: whole } : null
  return wide.at(-1) === 'wide and' ? { kind: 'and', of: whole } : null
}

interface Run {
  readonly joint: Joint | null
  readonly items: readonly Item[]
}

/** Cut at commas, then `A, B and C` put together again: what commas part belongs to the list that an AND or OR closes. */
function narrow(items: readonly Item[]): readonly Run[] {
  const runs: { joint: Joint | null; items: Item[] }[] = []
  for (const item of items) {
    const last = runs.at(-1)
    if (last && (item.joint === 'and' || item.joint === 'or' || item.joint === 'nor')) last.items.push(item)
    else runs.push({ joint: item.joint, items: [item] })
  }
  const whole: typeof runs = []
  for (const run of runs.toReversed()) {
    const after = whole[0]
    const continues = after && after.joint === 'comma' && after.items.length > 1 && after.items[0]!.opening === null && run.items.length === 1
    if (continues) whole.splice(0, 1, { joint: run.joint, items: [...run.items, ...after.items] })
    else whole.unshift(run)
  }
  return whole
}

/** Commas take the joint at the end; "either" is followed by OR, "neither" by nor, and nothing else opens within. */
function groupOf(items: readonly Item[]): Meaning | null {
  const [first, ...more] = items
  if (!first || more.some(({ opening }) => opening !== null)) return null
  const joint = more.at(-1)?.joint ?? null
  if (joint === null) return first.opening === null ? first.meaning : null
  if (more.some((item) => item.joint !== joint && item.joint !== 'comma')) return null
  const of = items.map(({ meaning }) => meaning)
  if (joint === 'nor') return first.opening === 'neither' ? { kind: 'not', of: { kind: 'or', of } } : null
  if (joint === 'or') return first.opening === 'neither' ? null : { kind: 'or', of }
  return joint === 'and' && first.opening === null ? { kind: 'and', of } : null
}
