// The parenthesis of a function, in either dialect: `(date >= -30d, count > 1)` and `(since: -30d, id: (1, 2))`.
import type { Cursor } from './cursor.ts'
import { parseScalar } from './parse-literal.ts'
import { atTest, parseColonTest, parseTest } from './parse-test.ts'
import { say } from './problem.ts'
import type { Argument, Call, Name } from './syntax.ts'
import { unexpected } from './unexpected.ts'

/** The cursor stands on the opening parenthesis. Null when it cannot be read; the problem is reported. */
export function parseArguments(cursor: Cursor, style: Call['style']): Call | null {
  const open = cursor.take()
  const found: Argument[] = []
  while (!cursor.takeSign(')')) {
    const argument = cursor.atEnd ? null : parseArgument(cursor)
    if (argument) found.push(argument)
    const next = argument ? separator(cursor) : 'lost'
    if (next === 'unclosed') break
    if (next === 'lost') {
      // An unclosed quote swallows the parenthesis too; one problem is enough.
      const swallowed = cursor.previous()?.kind === 'text' && cursor.previous()?.quotes === null
      if (cursor.atEnd && !swallowed) cursor.report(open, say.unclosedParenthesis())
      cursor.skipPastClose()
      return null
    }
  }
  return { style, arguments: found, ...cursor.since(open) }
}

function parseArgument(cursor: Cursor): Argument | null {
  const first = cursor.peek()
  const named = first.kind === 'word' && first.keyword === null && (cursor.isSign(':', 1) || atTest(cursor, 1))
  if (!named) {
    const value = parseScalar(cursor, cursor.previous()!)
    return value && { name: null, test: { kind: 'compare', operator: '=', value, sign: first }, ...cursor.since(first) }
  }
  cursor.take()
  const name: Name = { text: first.source, start: first.start, end: first.end }
  const colon = cursor.takeSign(':')
  const test = colon ? parseColonTest(cursor, colon) : parseTest(cursor)
  return test && { name, test, ...cursor.since(first) }
}

/** Operators of other languages: no comma is missing before them. */
const SEARCH = /^(?:LIKE|STARTS|ENDS|WITH)$/i

/** Takes what stands between two parameters and says how to go on; a missing comma or parenthesis is reported. */
function separator(cursor: Cursor): 'on' | 'unclosed' | 'lost' {
  if (cursor.takeSign(',') ?? cursor.isSign(')')) return 'on'
  const next = cursor.peek()
  const joint = next.keyword === 'AND' || next.keyword === 'OR'
  if (joint && cursor.closes) {
    cursor.report(next, say.jointInParameters(next.source))
    cursor.take()
    return next.keyword === 'AND' ? 'on' : 'lost'
  }
  if (joint || cursor.isSign('=') || cursor.isSign('!=')) {
    const end = cursor.previous()!.end
    cursor.report({ start: end, end }, say.missingClose())
    return 'unclosed'
  }
  if (next.kind === 'word' && next.keyword === null && !SEARCH.test(next.source)) {
    cursor.report(next, say.missingComma(next.source))
    return 'on'
  }
  if (next.kind !== 'end') unexpected(cursor, next, 'Parameters are separated by commas, and ) closes them.')
  return 'lost'
}
