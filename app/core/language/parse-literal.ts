// Values as written: quoted texts, figures, bare words and lists in parentheses.
import type { Cursor } from './cursor.ts'
import { groupedAt } from './grouped.ts'
import { say } from './problem.ts'
import type { Literal } from './syntax.ts'
import type { Token } from './tokens.ts'
import { unexpected } from './unexpected.ts'

/** One value; `after` is the sign or word that asks for it. Null when there is none; the problem is reported. */
export function parseScalar(cursor: Cursor, after: Token, inList = false): Literal | null {
  const token = cursor.peek()
  const grouped = token.kind === 'figure' ? takeGrouped(cursor, token, inList) : null
  if (grouped) return grouped
  if (token.kind === 'text' || token.kind === 'figure') {
    cursor.take()
    // An unclosed quote has swallowed the rest of the line: nothing sensible can be said about its text.
    if (token.kind === 'text' && token.quotes === null) return null
    const measured = token.kind === 'figure' && takeUnit(cursor)
    return { kind: token.kind, text: measured ? cursor.source.slice(token.start, measured.end) : token.source, items: [], start: token.start, end: measured ? measured.end : token.end }
  }
  if (isBareWord(token)) return bareWords(cursor)
  if (token.kind === 'stray') unexpected(cursor, token)
  else cursor.report(after, say.missingValue(after.source))
  return null
}

/** `1 000` and `1,000.50` are several tokens; in a list commas are between values. The problem is reported, and the rule read on with what was meant. */
function takeGrouped(cursor: Cursor, { start, end: first }: Token, inList: boolean): Literal | null {
  const grouped = isDigit(cursor.source.charCodeAt(first + 1)) ? groupedAt(cursor.source, start) : null
  if (!grouped || (inList && grouped.written.includes(','))) return null
  const end = start + grouped.written.length
  while (cursor.peek().start < end) cursor.take()
  cursor.report({ start, end }, say.groupedNumber(grouped.written, grouped.number))
  return { kind: 'figure', text: grouped.number, items: [], start, end }
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

const UNIT = /^(?:d|w|m|y|h|min|days?|weeks?|months?|years?|hours?|minutes?|mins?)$/i

/** `7 days ago`: words that can only belong to the figure before them. */
function takeUnit(cursor: Cursor): Token | null {
  const unit = cursor.peek()
  if (unit.kind !== 'word' || !UNIT.test(unit.source)) return null
  cursor.take()
  return /^ago$/i.test(cursor.peek().source) && cursor.peek().kind === 'word' ? cursor.take() : unit
}

/** `1,000` in a list: nobody writes 0 with three digits. */
function isRestOfThousands(item: Literal, last: Literal): boolean {
  return item.start === last.end + 1 && item.kind === 'figure' && last.kind === 'figure' && /^0\d\d$/.test(item.text) && /^[+-]?\d{1,3}$/.test(last.text)
}

/** `(a, b, c)`. The cursor stands on the opening parenthesis. */
export function parseList(cursor: Cursor): Literal | null {
  const open = cursor.take()
  const items: Literal[] = []
  let before = open
  while (!cursor.takeSign(')')) {
    const item = parseScalar(cursor, before, true)
    if (!item) {
      cursor.skipPastClose()
      return null
    }
    const last = items.at(-1)
    if (last && isRestOfThousands(item, last)) cursor.report({ start: last.start, end: item.end }, say.groupedNumber(`${last.text},${item.text}`, last.text + item.text))
    items.push(item)
    const comma = cursor.takeSign(',')
    if (comma) before = comma
    else if (!cursor.isSign(')')) {
      // The `)` after a joint closes what is around the list.
      const joint = cursor.isKeyword('AND') || cursor.isKeyword('OR')
      if (joint || !cursor.closes) cursor.report(open, say.unclosedParenthesis())
      else {
        unexpected(cursor, cursor.peek(), 'Values are separated by commas, and ) closes their list.')
        cursor.skipPastClose()
      }
      return null
    }
  }
  const place = cursor.since(open)
  return { kind: 'list', text: cursor.source.slice(place.start, place.end), items, ...place }
}

/** `New York`: words without quotes that can only be meant as one value. */
function bareWords(cursor: Cursor): Literal {
  const first = cursor.take()
  while (first.keyword === null && isBareWord(cursor.peek()) && endsValue(cursor.peek(1))) cursor.take()
  const place = cursor.since(first)
  return { kind: 'word', text: cursor.source.slice(place.start, place.end), items: [], ...place }
}

function isBareWord({ kind, keyword }: Token): boolean {
  return kind === 'word' && (keyword === null || keyword === 'NULL' || keyword === 'TRUE' || keyword === 'FALSE')
}

function endsValue(token: Token): boolean {
  if (token.kind === 'sign') return token.source === ')' || token.source === ','
  return token.kind === 'end' || token.keyword === 'AND' || token.keyword === 'OR' || token.keyword === 'THEN' || (token.kind === 'word' && token.keyword === null)
}
