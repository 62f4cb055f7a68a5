// Cuts a rule into tokens. Never throws: what fits nowhere is a token too, and only blanks and comments are left out.
import type { Report, Span } from './problem.ts'
import { say } from './problem.ts'
import { readQuoted, writeQuoted } from './quotes.ts'
import type { QuoteStyle } from './quotes.ts'

export interface Token extends Span {
  readonly kind: 'word' | 'figure' | 'text' | 'sign' | 'stray' | 'end'
  /** As written, a typographic minus straightened; for `text` what stands between the quotes, escapes resolved. */
  readonly source: string
  /** Of words that are keywords: in upper case. */
  readonly keyword: Keyword | null
  /** Of quoted text: its marks, or null when they are never closed (and that has been reported). */
  readonly quotes: QuoteStyle | null
}

const KEYWORDS = ['AND', 'OR', 'NOT', 'BETWEEN', 'CONTAINS', 'IS', 'NULL', 'MATCHES', 'NOT_MATCHES', 'IN', 'TRUE', 'FALSE', 'THEN', 'WITHIN'] as const
export type Keyword = (typeof KEYWORDS)[number]
const keywords: ReadonlyMap<string, Keyword> = new Map(KEYWORDS.map((keyword) => [keyword, keyword]))

const LONGEST_KEYWORD = Math.max(...KEYWORDS.map(({ length }) => length))

/** Most tokens are plain words, and what begins with a plain letter can be nothing else; one that may go on is matched again. */
const PLAIN = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*/y
const LONGER = /[.\u0080-\uffff]/
const BLANK = /[\s\u200b-\u200d\u2060\ufeff]+/y
const COMMENT = /--[^\n\r]*|\/\*[^]*?(?:\*\/|$)/y
const METAFIELD = /(?:customer\.)?metafields\.(?:\$app(?::[\w-]+)?|[\w-]+)(?:\.[\w-]+)*/y
const MAY_BE_METAFIELD = /^(?:customer\.)?metafields$|^(?:customer\.)?metafields\./
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*/uy
/** Numbers, dates, offsets, `7_days_ago`, and mistakes that begin like one, such as `1pm` and `30%`. */
const FIGURE = /[+\-−–]?\.?\d[\p{L}\p{N}_.]*(?:[-+:/][\p{L}\p{N}_.]+)*%?/uy
const SIGN = /[<>=!≠≥≤]+|[(),:;]/y
const SIGNS = '(),:;<>=!'
const STRAY = /&+|\|+|[^]/uy

/** The tokens of `source` in order, an `end` token last. Unclosed quotes and comments are reported. */
export function tokenize(source: string, report: Report): Token[] {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    return pattern.test(source) ? source.slice(at, pattern.lastIndex) : null
  }
  const push = (kind: Token['kind'], text: string, end: number, quotes: QuoteStyle | null = null): void => {
    const keyword = kind === 'word' && text.length <= LONGEST_KEYWORD ? (keywords.get(text.toUpperCase()) ?? null) : null
    tokens.push({ kind, source: text, keyword, quotes, start: at, end })
    at = end
  }
  const pushMatch = (kind: Token['kind'], pattern: RegExp): boolean => {
    const text = match(pattern)
    if (text !== null) push(kind, kind === 'figure' ? text.replace(/^[−–]/, '-') : text, at + text.length)
    return text !== null
  }
  const skip = (): boolean => {
    const blank = match(BLANK) ?? match(COMMENT)
    if (blank === null) return false
    if (blank.startsWith('/*') && (blank.length < 4 || !blank.endsWith('*/'))) report({ start: at, end: at + 2 }, say.unclosedComment())
    at += blank.length
    return true
  }
  const pushText = (): boolean => {
    const quoted = readQuoted(source, at)
    if (!quoted) return false
    if (!quoted.closed) report({ start: at, end: at + 1 }, say.unclosedQuote(quoted.text.trim() === '' ? '' : null))
    else if (quoted.style !== 'plain') report({ start: at, end: quoted.end }, say.foreignQuotes(writeQuoted(quoted.text)))
    push('text', quoted.text, quoted.end, quoted.closed ? quoted.style : null)
    return true
  }
  const pushPlain = (): boolean => {
    const text = match(PLAIN)
    if (text === null) return false
    if (MAY_BE_METAFIELD.test(text) && pushMatch('word', METAFIELD)) return true
    if (LONGER.test(source.charAt(at + text.length))) return pushMatch('word', WORD)
    push('word', text, at + text.length)
    return true
  }

  while (at < source.length) {
    // What begins with one of these can be nothing else; the rest is tried in turn.
    const first = source.charAt(at)
    if (first === ' ') at++
    else if (pushPlain()) continue
    else if (SIGNS.includes(first)) pushMatch('sign', SIGN)
    else if (first >= '0' && first <= '9') pushMatch('figure', FIGURE)
    else if (skip() || pushText() || pushMatch('word', WORD) || pushMatch('figure', FIGURE) || pushMatch('sign', SIGN) || pushMatch('stray', STRAY)) continue
    else push('stray', first, at + 1)
  }
  push('end', '', at)
  return tokens
}
