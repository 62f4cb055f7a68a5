// Words of groups back to AND, OR and NOT. Conditions are read one after another with what stands between them; the structure follows from the joints.
import type { Condition, Meaning } from '../meaning.ts'
import type { Span } from '../problem.ts'
import { structure } from './structure.ts'
import type { Item, Joint, Opening } from './structure.ts'
import { readWords } from './template.ts'
import type { Reading } from './template.ts'
import { AMONG } from './write-groups.ts'

export type ReadCondition = (from: number) => Reading<Condition> | null

/** Why the text cannot be read, and where. */
export type Fault = Span & { readonly why: 'unread' | 'mixed' | 'unclosed' | 'deep' }

/** Longest first: `, and ` is no `, `. */
const JOINTS: readonly (readonly [string, Joint])[] = [[', and ', 'wide and'], [', or ', 'wide or'], [', ', 'comma'], [' and ', 'and'], [' or ', 'or'], [' nor ', 'nor']]
const OPENINGS: readonly (readonly [string, Opening])[] = [['either ', 'either'], ['neither ', 'neither']]
const DEEPEST = 200

/** A list of conditions at `from`, up to the end or the `)` that closes it. */
export function readGroups(text: string, from: number, read: ReadCondition, depth = 0): Reading<Meaning> | Fault {
  if (depth > DEEPEST) return { why: 'deep', start: from, end: text.length }
  const items: Item[] = []
  let joint: Joint | null = null
  for (let at = from; ; ) {
    const opened = OPENINGS.map(([words, opening]) => ({ opening, end: readWords(words, text, at) })).find(({ end }) => end >= 0)
    const one = readOne(text, opened?.end ?? at, read, depth)
    if ('why' in one) return one
    items.push({ joint, opening: opened?.opening ?? null, meaning: one.value })
    const next = JOINTS.map(([words, kind]) => ({ kind, end: readWords(words, text, one.end) })).find(({ end }) => end >= 0)
    if (!next) {
      const whole = structure(items)
      return whole ? { value: whole, end: one.end } : { why: 'mixed', start: from, end: one.end }
    }
    joint = next.kind
    at = next.end
  }
}

function readOne(text: string, from: number, read: ReadCondition, depth: number): Reading<Meaning> | Fault {
  if (depth > DEEPEST) return { why: 'deep', start: from, end: text.length }
  const among = readWords(AMONG, text, from)
  if (among >= 0) {
    const of = readOne(text, among, read, depth + 1)
    return 'why' in of ? of : { value: { kind: 'not', of: of.value }, end: of.end }
  }
  if (text.charAt(from) === '(') {
    const inner = readGroups(text, from + 1, read, depth + 1)
    if ('why' in inner || text.charAt(inner.end) === ')') return 'why' in inner ? inner : { ...inner, end: inner.end + 1 }
    return text.slice(inner.end).trim() === '' ? { why: 'unclosed', start: from, end: from + 1 } : { why: 'unread', start: inner.end, end: text.length }
  }
  return read(from) ?? { why: 'unread', start: from, end: text.length }
}
