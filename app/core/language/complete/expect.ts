// Goes through the whole parts before a place and says what kind of part the rule goes on with. Tokens only: nothing is looked up twice, nothing built.
import type { Cursor } from '#app/core/language/cursor.ts'
import type { Token } from '#app/core/language/tokens.ts'
import { clause } from './expect-clause.ts'
import type { Expectation } from './expectation.ts'

/** Null where nothing sensible can follow. `after` are the tokens behind the place. */
export function expectation(cursor: Cursor, after: readonly Token[]): Expectation | null {
  if (!pastFrame(cursor)) return { kind: 'words', words: ['WHERE'] }
  let open = 0
  while (!cursor.atEnd) {
    if (cursor.takeKeyword('NOT')) continue
    if (cursor.takeSign('(')) {
      open++
      continue
    }
    const next = cursor.peek()
    if (next.kind !== 'word' || next.keyword !== null) {
      cursor.take()
      continue
    }
    if (/^order$/i.test(next.source) && /^by$/i.test(cursor.peek(1).source)) return null
    const asked = clause(cursor, after)
    if (typeof asked !== 'string') return asked
    if (asked === 'lost') return null
    let then = asked === 'events'
    if (then && cursor.takeKeyword('THEN')) {
      const step = secondStep(cursor, after)
      if (step) return step
      then = false
    }
    for (; open > 0 && cursor.takeSign(')'); open--) then = false
    if (cursor.atEnd) return { kind: 'joint', closes: open > 0, then }
    if (!cursor.takeKeyword('AND')) cursor.takeKeyword('OR')
  }
  return { kind: 'condition' }
}

/** Null when it is complete, or cannot be read. */
function secondStep(cursor: Cursor, after: readonly Token[]): Expectation | null {
  const negatable = !cursor.takeKeyword('NOT')
  if (cursor.atEnd) return { kind: 'step', negatable }
  const { kind, keyword } = cursor.peek()
  if (kind !== 'word' || keyword !== null) return null
  const asked = clause(cursor, after)
  if (typeof asked !== 'string') return asked
  if (cursor.atEnd) return { kind: 'words', words: ['WITHIN'] }
  if (!cursor.takeKeyword('WITHIN')) return null
  if (cursor.atEnd) return { kind: 'length' }
  cursor.take()
  return null
}

/** False when a pasted query has not come to its conditions. */
function pastFrame(cursor: Cursor): boolean {
  if (!/^(?:from|show|where)$/i.test(cursor.peek().source)) return true
  while (!cursor.atEnd) if (/^where$/i.test(cursor.take().source)) return true
  return false
}
