// One condition as far as it is written: what it goes on with, or that it is complete.
import type { Cursor } from '#app/core/language/cursor.ts'
import type { Token } from '#app/core/language/tokens.ts'
import { fieldNamed } from '#app/core/vocabulary/fields.ts'
import { functionNamed } from '#app/core/vocabulary/functions.ts'
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { segmentFunctionNamed } from '#app/core/vocabulary/segment-functions.ts'
import { date, integer } from '#app/core/vocabulary/types.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import { parameters, parametersOn } from './expect-parameters.ts'
import { test } from './expect-test.ts'
import type { Expectation } from './expectation.ts'

/** `events`: a complete question about events; `other`: any other condition, or one that cannot be read; `lost`: the rule ends in one of which nothing is known. */
export type Asked = Expectation | 'events' | 'other' | 'lost'

const YEARLY: ReadonlyMap<string, Subject> = new Map([['anniversary', { name: 'anniversary', type: date }], ['age', { name: 'age', type: integer }]])

/** The cursor stands on the name. */
export function clause(cursor: Cursor, after: readonly Token[]): Asked {
  const name = cursor.take().source
  const yearly = YEARLY.get(name)
  if (yearly) return inParentheses(cursor, { kind: 'path' }) ?? test(cursor, yearly, false) ?? 'other'
  const segment = segmentFunctionNamed(name)
  if (segment) return ofSegment(cursor, segment, after) ?? truth(cursor, false) ?? 'other'
  const of = functionNamed(name)
  if (of) return call(cursor, of, after)
  const field = fieldNamed(name)
  if (!field) return cursor.atEnd ? 'lost' : 'other'
  return test(cursor, field, false) ?? 'other'
}

function call(cursor: Cursor, of: EventFunction, after: readonly Token[]): Asked {
  if (cursor.atEnd) return { kind: 'call', of }
  if (cursor.isSign('(')) return parameters(cursor, of, true, after) ?? truth(cursor, true) ?? 'other'
  if (cursor.isKeyword('IS')) return test(cursor, { name: of.name, type: { kind: 'any' } }, false) ?? 'other'
  const not = cursor.takeKeyword('NOT')
  if (not && cursor.atEnd) return { kind: 'words', words: ['MATCHES ('] }
  if (!cursor.takeKeyword('MATCHES') && !cursor.takeKeyword('NOT_MATCHES')) return 'other'
  if (cursor.atEnd) return { kind: 'words', words: ['('] }
  return cursor.isSign('(') ? (parameters(cursor, of, false, after) ?? 'events') : 'other'
}

/** What a legacy parenthesis, or that of a segment, may be followed by. */
function truth(cursor: Cursor, needed: boolean): Expectation | null {
  if (cursor.atEnd) return needed ? { kind: 'words', words: ['= true', '= false'] } : null
  if (!cursor.takeSign('=') && !cursor.takeSign('!=')) return null
  if (cursor.atEnd) return { kind: 'words', words: ['true', 'false'] }
  if (!cursor.takeKeyword('TRUE')) cursor.takeKeyword('FALSE')
  return null
}

/** The name of a segment, and what may follow it. */
function ofSegment(cursor: Cursor, of: EventFunction, after: readonly Token[]): Expectation | null {
  if (of.parameters.length === 0) return inParentheses(cursor, { kind: 'segment' })
  if (!cursor.takeKeyword('MATCHES') && cursor.takeKeyword('NOT')) cursor.takeKeyword('MATCHES')
  if (cursor.atEnd) return { kind: 'words', words: ['('] }
  if (!cursor.takeSign('(')) return null
  if (cursor.atEnd) return { kind: 'segment' }
  if (cursor.peek().kind !== 'sign') cursor.take()
  if (cursor.atEnd) return { kind: 'words', words: [',', ')'] }
  return parametersOn(cursor, of, false, after)
}

/** One value in parentheses, with or without MATCHES, and with or without the legacy name. */
function inParentheses(cursor: Cursor, value: Expectation): Expectation | null {
  cursor.takeKeyword('MATCHES')
  if (cursor.atEnd) return { kind: 'words', words: ['('] }
  if (!cursor.takeSign('(')) return null
  if (cursor.isSign(':', 1)) {
    cursor.take()
    cursor.take()
  }
  if (cursor.atEnd) return value
  if (cursor.peek().kind !== 'sign') cursor.take()
  if (cursor.atEnd) return { kind: 'words', words: [')'] }
  cursor.takeSign(')')
  return null
}
