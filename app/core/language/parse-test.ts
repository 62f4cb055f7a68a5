// What is asked of one value: a comparison, BETWEEN, CONTAINS, IN or IS NULL.
import type { Cursor } from './cursor.ts'
import { parseList, parseScalar } from './parse-literal.ts'
import type { Span } from './problem.ts'
import { say } from './problem.ts'
import type { Comparison, Literal, Test } from './syntax.ts'
import type { Token } from './tokens.ts'
import { unexpected } from './unexpected.ts'

/** Signs people write, each with the comparison it means. */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='], ['!=', '!='], ['>', '>'], ['>=', '>='], ['<', '<'], ['<=', '<='],
])
const MISSPELT: ReadonlyMap<string, Comparison> = new Map([
  ['==', '='], ['===', '='], ['<>', '!='], ['!==', '!='], ['≠', '!='], ['>>', '>'], ['=>', '>='], ['≥', '>='], ['<<', '<'], ['=<', '<='], ['≤', '<='],
])

/** Whether a test begins here, or `ahead` tokens further on. */
export function atTest(cursor: Cursor, ahead = 0): boolean {
  const first = cursor.peek(ahead)
  if (first.kind === 'sign') return /^[<>=!≠≥≤]/.test(first.source)
  const { keyword } = first.keyword === 'NOT' ? cursor.peek(ahead + 1) : first
  return keyword === 'BETWEEN' || keyword === 'CONTAINS' || keyword === 'IN' || keyword === 'IS'
}

/** The cursor stands where `atTest` is true. Null when it cannot be read; the problem is reported. */
export function parseTest(cursor: Cursor): Test | null {
  const first = cursor.peek()
  if (first.kind === 'sign') return comparison(cursor)
  const negated = cursor.takeKeyword('NOT') !== null
  const word = cursor.take()
  const sign = cursor.since(first)
  if (word.keyword === 'IS') return nullTest(cursor, negated, first)
  if (word.keyword === 'BETWEEN') return between(cursor, negated, sign)
  const value = cursor.isSign('(') ? parseList(cursor) : parseScalar(cursor, word)
  if (!value) return null
  return word.keyword === 'CONTAINS' ? { kind: 'contains', negated, value, sign } : { kind: 'in', negated, values: value.kind === 'list' ? value.items : [value], sign }
}

function comparison(cursor: Cursor): Test | null {
  const sign = cursor.take()
  const operator = COMPARISONS.get(sign.source) ?? MISSPELT.get(sign.source) ?? null
  if (!COMPARISONS.has(sign.source)) cursor.report(sign, say.notAnOperator(sign.source, operator))
  const value = cursor.isSign('(') ? parseList(cursor) : parseScalar(cursor, sign)
  return operator && value && { kind: 'compare', operator, value, sign }
}

function between(cursor: Cursor, negated: boolean, sign: Span): Test | null {
  const low = parseScalar(cursor, cursor.previous()!)
  if (!low) return null
  const and = cursor.takeKeyword('AND')
  if (!and) {
    cursor.report(cursor.since(sign), say.betweenNeedsAnd())
    return null
  }
  const high = parseScalar(cursor, and)
  return high && { kind: 'between', negated, low, high, sign }
}

function nullTest(cursor: Cursor, negatedBefore: boolean, first: Token): Test | null {
  const negatedAfter = cursor.takeKeyword('NOT') !== null
  if (!cursor.takeKeyword('NULL')) {
    unexpected(cursor, cursor.peek(), 'IS asks only IS NULL or IS NOT NULL; compare values with =.')
    return null
  }
  return { kind: 'null', negated: negatedBefore !== negatedAfter, sign: cursor.since(first) }
}

/** The test that `name: value` makes: a value or a list, or a full test after the colon. */
export function parseColonTest(cursor: Cursor, colon: Token): Test | null {
  if (atTest(cursor)) return parseTest(cursor)
  const value: Literal | null = cursor.isSign('(') ? parseList(cursor) : parseScalar(cursor, colon)
  return value && { kind: 'compare', operator: ':', value, sign: colon }
}
