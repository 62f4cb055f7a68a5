// One way to say a test: words with places for values, written from values and read back to the same.
import type { Value } from '../meaning.ts'
import type { Related, Relation } from '../relation.ts'

export interface Reading<T> {
  readonly value: T
  /** Offset after what was read. */
  readonly end: number
}

/** The only value of a phrase, one before others, or the last of several: units are said once, at the end. */
export type Place = 'only' | 'inner' | 'last'

/** How values of one kind are spoken; null where the value, or the text there, is none of that kind. */
export interface Codec {
  readonly write: (value: Value, place: Place) => string | null
  readonly read: (text: string, from: number, place: Place) => Reading<Value> | null
}

export interface Form {
  readonly relation: Relation
  /** Words, `#` for one value, `*` for one or several. */
  readonly pieces: readonly string[]
  /** How many of them are `#`. */
  readonly places: number
  readonly codec: Codec
  /** The values it stands for when it has no places. */
  readonly fixed: readonly Value[] | null
}

/** What follows the words of a list without elements. */
const NOTHING = 'none at all'

export function form(relation: Relation, template: string, codec: Codec, fixed: readonly Value[] | null = null): Form {
  const pieces = template.split(/(?<=[#*])|(?=[#*])/)
  return { relation, pieces, places: pieces.filter((piece) => piece === '#').length, codec, fixed }
}

/** Null when the form does not say that. */
export function writeForm({ relation, pieces, codec, fixed }: Form, asked: Related): string | null {
  if (relation !== asked.relation) return null
  if (fixed) return asked.values.length === fixed.length && fixed.every((value, at) => equal(value, asked.values[at]!)) ? pieces.join('') : null
  const several = asked.values.length > 1
  let next = 0
  let text = ''
  for (const piece of pieces) {
    if (piece === '#') {
      const value = asked.values[next++]
      const word = value && codec.write(value, several ? (next === asked.values.length ? 'last' : 'inner') : 'only')
      if (word === undefined || word === null) return null
      text += word
    } else if (piece === '*') {
      const words = asked.values.map((value, at) => codec.write(value, several ? (at === asked.values.length - 1 ? 'last' : 'inner') : 'only'))
      if (words.includes(null)) return null
      next = words.length
      text += several ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? NOTHING)
    } else text += piece
  }
  return next === asked.values.length ? text : null
}

/** The longest reading of the form at `from`; null when it is not said there. */
export function readForm({ relation, pieces, places, codec, fixed }: Form, text: string, from: number): Reading<Related> | null {
  if (!mayBegin(pieces[0]!, text, from)) return null
  const values: Value[] = []
  let at = from
  for (const piece of pieces) {
    if (piece === '*') {
      const list = readList(codec, text, at)
      if (!list) return null
      values.push(...list.value)
      at = list.end
    } else if (piece === '#') {
      const one = codec.read(text, at, places === 1 ? 'only' : values.length === places - 1 ? 'last' : 'inner')
      if (!one) return null
      values.push(one.value)
      at = one.end
    } else {
      at = readWords(piece, text, at)
      if (at < 0) return null
    }
  }
  return endsWord(text, at) ? { value: { relation, values: fixed ?? values }, end: at } : null
}

/** Most forms do not even begin with the letter that stands there. */
function mayBegin(piece: string, text: string, from: number): boolean {
  return piece === '#' || piece === '*' || piece.charAt(0).toLowerCase() === text.charAt(from).toLowerCase()
}

/** The offset after the words, or -1. Case does not count, and one blank stands for any. */
export function readWords(words: string, text: string, from: number): number {
  let at = from
  for (const char of words) {
    if (char === ' ') {
      const start = at
      while (BLANK.test(text.charAt(at))) at++
      if (at === start) return -1
    } else if (text.charAt(at) === char || text.charAt(at).toLowerCase() === char.toLowerCase()) at++
    else return -1
  }
  return at
}

const BLANK = /\s/
const LETTER = /[\p{L}\p{N}]/u

/** No word goes on where a phrase ends. */
export function endsWord(text: string, at: number): boolean {
  return !(LETTER.test(text.charAt(at - 1)) && LETTER.test(text.charAt(at)))
}

/** The reading that goes furthest; the first of equals. */
export function furthest<T>(readings: Iterable<Reading<T> | null>): Reading<T> | null {
  let best: Reading<T> | null = null
  for (const reading of readings) if (reading && (!best || reading.end > best.end)) best = reading
  return best
}

function readList(codec: Codec, text: string, from: number): Reading<readonly Value[]> | null {
  const only = codec.read(text, from, 'only')
  const several = readSeveral(codec, text, from)
  if (several) return several
  if (only) return { value: [only.value], end: only.end }
  const nothing = readWords(NOTHING, text, from)
  return nothing < 0 ? null : { value: [], end: nothing }
}

/** `a, b or c`. */
function readSeveral(codec: Codec, text: string, from: number): Reading<readonly Value[]> | null {
  const values: Value[] = []
  for (let at = from; ; ) {
    const next = codec.read(text, at, 'inner')
    if (!next) return null
    values.push(next.value)
    const or = readWords(' or ', text, next.end)
    const last = or < 0 ? null : codec.read(text, or, 'last')
    if (last) return { value: [...values, last.value], end: last.end }
    at = readWords(', ', text, next.end)
    if (at < 0) return null
  }
}

function equal(a: Value, b: Value): boolean {
  return (a.kind === 'number' && b.kind === 'number' && a.number === b.number) || (a.kind === 'boolean' && b.kind === 'boolean' && a.boolean === b.boolean)
}
