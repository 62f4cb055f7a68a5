// One test as far as it is written: its operator, its values, the words between them.
import type { Cursor } from '#app/core/language/cursor.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import type { Expectation } from './expectation.ts'

/** Null when it is complete, or cannot be read. `colon`: inside the legacy parenthesis. */
export function test(cursor: Cursor, subject: Subject, colon: boolean): Expectation | null {
  if (cursor.atEnd) return { kind: 'operator', subject, negated: false, colon }
  if (cursor.takeSign(':')) return afterColon(cursor, subject)
  if (/^[<>=!≠≥≤]/.test(cursor.peek().source) && cursor.peek().kind === 'sign') {
    cursor.take()
    return value(cursor, subject)
  }
  if (cursor.takeKeyword('IS')) return nullness(cursor)
  const negated = cursor.takeKeyword('NOT') !== null
  if (cursor.atEnd) return { kind: 'operator', subject, negated, colon: false }
  if (cursor.takeKeyword('BETWEEN')) return between(cursor, subject)
  if (cursor.takeKeyword('CONTAINS')) return value(cursor, subject)
  return cursor.takeKeyword('IN') ? (cursor.atEnd ? { kind: 'words', words: ['('] } : value(cursor, subject)) : null
}

/** A full test may stand after the colon, too. */
function afterColon(cursor: Cursor, subject: Subject): Expectation | null {
  if (cursor.atEnd) return { kind: 'value', subject }
  const { kind, source, keyword } = cursor.peek()
  const isTest = (kind === 'sign' && source !== '(') || keyword === 'BETWEEN' || keyword === 'IN'
  return isTest ? test(cursor, subject, false) : value(cursor, subject)
}

function between(cursor: Cursor, subject: Subject): Expectation | null {
  const low = value(cursor, subject)
  if (low) return low
  if (cursor.atEnd) return { kind: 'words', words: ['AND'] }
  return cursor.takeKeyword('AND') ? value(cursor, subject) : null
}

function nullness(cursor: Cursor): Expectation | null {
  if (cursor.atEnd) return { kind: 'words', words: ['NULL', 'NOT NULL'] }
  cursor.takeKeyword('NOT')
  if (cursor.atEnd) return { kind: 'words', words: ['NULL'] }
  cursor.takeKeyword('NULL')
  return null
}

function value(cursor: Cursor, subject: Subject): Expectation | null {
  if (cursor.atEnd) return { kind: 'value', subject }
  if (cursor.takeSign('(')) return list(cursor, subject)
  const { kind, keyword } = cursor.peek()
  if (kind !== 'sign' && keyword !== 'AND' && keyword !== 'OR') cursor.take()
  return null
}

function list(cursor: Cursor, subject: Subject): Expectation | null {
  for (;;) {
    if (cursor.atEnd) return { kind: 'value', subject }
    if (cursor.peek().kind !== 'sign') cursor.take()
    if (cursor.atEnd) return { kind: 'words', words: [',', ')'] }
    if (cursor.takeSign(',')) continue
    cursor.takeSign(')')
    return null
  }
}
