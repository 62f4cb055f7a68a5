// Two conditions on events in their order: `first THEN [NOT] then WITHIN 30d`. Binds tighter than NOT and AND.
import type { Cursor } from './cursor.ts'
import { parseClause } from './parse-clause.ts'
import { parseScalar } from './parse-literal.ts'
import { say } from './problem.ts'
import type { Clause, Expression, Literal } from './syntax.ts'
import { unexpected } from './unexpected.ts'

/** `first` stands before the THEN that the cursor is at. */
export function parseSequence(cursor: Cursor, first: Expression): Expression {
  const sign = cursor.take()
  const negated = cursor.takeKeyword('NOT') !== null
  const then = parseStep(cursor)
  const within = then && !then.broken ? parseWithin(cursor, then) : null
  const place = cursor.since(first)
  const chained = within !== null && cursor.isKeyword('THEN')
  if (chained) unexpected(cursor, cursor.peek())
  if (first.kind !== 'clause' && first.kind !== 'broken') cursor.report(sign, say.stepsAlone())
  if (first.kind === 'clause' && then && within && !chained) return { kind: 'sequence', first, then, negated, within, ...place }
  cursor.skipToJoint()
  return { kind: 'broken', ...place }
}

function parseStep(cursor: Cursor): Clause | null {
  const next = cursor.peek()
  if (next.kind === 'word' && next.keyword === null) return parseClause(cursor)
  unexpected(cursor, next, 'After THEN comes a condition on events, such as orders_placed MATCHES (…).')
  return null
}

function parseWithin(cursor: Cursor, after: Clause): Literal | null {
  const sign = cursor.takeKeyword('WITHIN')
  if (sign) return parseScalar(cursor, sign)
  cursor.report({ start: after.end, end: after.end }, say.missingWithin())
  return null
}
