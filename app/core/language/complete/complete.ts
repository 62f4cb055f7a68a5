// What may come next at a place in a rule: names, operators, values of the store, words. Never throws, whatever the text and the place.
import { Cursor } from '#app/core/language/cursor.ts'
import { expectation } from './expect.ts'
import type { Item } from './item.ts'
import { offersFor } from './offers.ts'
import { partAt } from './part-at.ts'
import { ranked } from './rank.ts'
import type { Store } from './store.ts'

export interface Completion {
  /** UTF-16 offsets of what an item replaces: [from, to). */
  readonly from: number
  readonly to: number
  /** The likeliest first. */
  readonly items: readonly Item[]
}

const MOST_ITEMS = 100
const nobodyHears = (): void => undefined

/** `cursor` is a UTF-16 offset into `text`; what is after it counts only for the end of a half-written part and for parameters already given. */
export function complete(text: string, cursor: number, store: Store = {}): Completion {
  const at = Math.min(Math.max(Math.trunc(cursor) || 0, 0), text.length)
  const part = partAt(text, at)
  if (!part) return { from: at, to: at, items: [] }
  const { from, to, written, before, after } = part
  const expected = expectation(new Cursor(text, before, nobodyHears), after)
  const offers = expected ? offersFor(expected, written, store) : []
  // A parenthesis or comma that stands there already is not offered again.
  const next = after[0]!.kind === 'sign' ? after[0]!.source : null
  return { from, to, items: ranked(offers.filter((item) => item.text !== next), written).slice(0, MOST_ITEMS) }
}
