// Text to syntax tree, in both dialects. Never throws and never stops at the first mistake: what cannot be read is reported and left out.
import { Cursor } from './cursor.ts'
import { conditionOf } from './frame.ts'
import { parseClause } from './parse-clause.ts'
import { atTest } from './parse-test.ts'
import { parseSequence } from './parse-sequence.ts'
import type { Report } from './problem.ts'
import { say } from './problem.ts'
import type { Expression, Joined } from './syntax.ts'
import { tokenize } from './tokens.ts'
import { unexpected } from './unexpected.ts'

/** Parentheses and NOTs may nest this deep; deeper rules would exhaust the stack of a browser. */
const DEEPEST = 200

/** The tree of a rule; null when there is nothing to read. AND binds tighter than OR, NOT tighter than both. */
export function parse(source: string, report: Report): Expression | null {
  const tokens = conditionOf(tokenize(source, report), report)
  return tokens && sequence(new Cursor(source, tokens, report), 0, false)
}

/** A whole expression up to the end, or up to the `)` of its group; past every token that does not belong. */
function sequence(cursor: Cursor, depth: number, inGroup: boolean): Expression {
  const start = cursor.peek()
  const parts = [disjunction(cursor, depth)]
  while (!cursor.atEnd && !(inGroup && cursor.isSign(')'))) {
    const odd = cursor.take()
    unexpected(cursor, odd)
    if (!startsCondition(cursor)) cursor.skipToJoint()
    if (cursor.takeKeyword('AND') ?? cursor.takeKeyword('OR') ?? startsCondition(cursor)) parts.push(disjunction(cursor, depth))
  }
  return join('and', parts, cursor, start.start)
}

function disjunction(cursor: Cursor, depth: number): Expression {
  const start = cursor.peek()
  const parts = [conjunction(cursor, depth)]
  while (cursor.takeKeyword('OR')) parts.push(conjunction(cursor, depth))
  return join('or', parts, cursor, start.start)
}

function conjunction(cursor: Cursor, depth: number): Expression {
  const start = cursor.peek()
  const parts = [negation(cursor, depth)]
  for (;;) {
    if (!cursor.takeKeyword('AND')) {
      if (!looksLikeCondition(cursor)) break
      const next = cursor.peek()
      cursor.report(next, say.missingJoint(next.source))
    }
    parts.push(negation(cursor, depth))
  }
  return join('and', parts, cursor, start.start)
}

function negation(cursor: Cursor, depth: number): Expression {
  if (depth > DEEPEST) return tooDeep(cursor)
  const not = cursor.takeKeyword('NOT')
  if (not) return { kind: 'not', of: negation(cursor, depth + 1), ...cursor.since(not) }
  const first = condition(cursor, depth)
  return cursor.isKeyword('THEN') ? parseSequence(cursor, first) : first
}

function condition(cursor: Cursor, depth: number): Expression {
  const next = cursor.peek()
  if (cursor.isSign('(')) return group(cursor, depth)
  if (next.kind === 'word' && next.keyword === null) return parseClause(cursor)
  const before = cursor.previous()
  if (before?.keyword && (cursor.atEnd || cursor.isSign(')'))) cursor.report(before, say.dangling(before.source))
  else if (next.kind === 'text' || next.kind === 'figure') unexpected(cursor, next, 'Each condition names its filter: write the name again before the value.')
  else unexpected(cursor, next, 'A condition is expected here, such as number_of_orders >= 3.')
  cursor.skipToJoint()
  return { kind: 'broken', start: next.start, end: next.start }
}

function group(cursor: Cursor, depth: number): Expression {
  const open = cursor.take()
  if (cursor.takeSign(')')) {
    cursor.report(cursor.since(open), say.emptyGroup())
    return { kind: 'broken', ...cursor.since(open) }
  }
  const inner = sequence(cursor, depth + 1, true)
  if (!cursor.takeSign(')') && !cursor.gaveUp) cursor.report(open, say.unclosedParenthesis())
  return { ...inner, ...cursor.since(open) }
}

function tooDeep(cursor: Cursor): Expression {
  const here = cursor.peek()
  cursor.report(here, say.tooDeep(DEEPEST))
  cursor.skipAll()
  return { kind: 'broken', start: here.start, end: here.start }
}

function startsCondition(cursor: Cursor): boolean {
  const next = cursor.peek()
  return cursor.isSign('(') || cursor.isKeyword('NOT') || (next.kind === 'word' && next.keyword === null)
}

/** A name alone after a condition is rather a word too much. */
function looksLikeCondition(cursor: Cursor): boolean {
  if (!startsCondition(cursor)) return false
  return cursor.peek().kind !== 'word' || cursor.isKeyword('NOT') || cursor.isSign('(', 1) || cursor.isKeyword('MATCHES', 1) || cursor.isKeyword('NOT', 1) || cursor.isKeyword('NOT_MATCHES', 1) || atTest(cursor, 1)
}

function join(kind: Joined['kind'], parts: readonly Expression[], cursor: Cursor, start: number): Expression {
  return parts.length === 1 ? parts[0]! : { kind, of: parts, ...cursor.since({ start, end: start }) }
}
