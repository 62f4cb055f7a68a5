// The half-written part of a rule at a place, and the whole parts before and after it.
import type { Token } from '#app/core/language/tokens.ts'
import { tokenize } from '#app/core/language/tokens.ts'

export interface Part {
  /** What a completion replaces: [from, to). Empty where nothing is begun. */
  readonly from: number
  readonly to: number
  /** As written from `from` to the place; a quote that opens it included. */
  readonly written: string
  /** The tokens before `from`, an `end` token last. */
  readonly before: readonly Token[]
  /** Tokens after `to`: no more than a parenthesis is likely to hold. */
  readonly after: readonly Token[]
}

const FAR_ENOUGH = 1_000
const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '>', '>=', '<', '<='])
const nobodyHears = (): void => undefined

/** Null inside a comment. */
export function partAt(text: string, at: number): Part | null {
  const tokens = tokenize(text.slice(0, at), nobodyHears)
  const last = tokens.at(-2)
  if (endsInComment(text.slice(last?.end ?? 0, at))) return null
  const begun = last && last.end === at && isBegun(last) ? last : null
  const from = begun ? begun.start : at
  const to = begun ? endOf(text, begun, at) : at
  const end: Token = { kind: 'end', source: '', keyword: null, quotes: null, start: from, end: from }
  return { from, to, written: text.slice(from, at), before: [...tokens.slice(0, begun ? -2 : -1), end], after: tokenize(text.slice(to, to + FAR_ENOUGH), nobodyHears) }
}

/** Whether what touches the place may go on there. */
function isBegun({ kind, source, quotes }: Token): boolean {
  if (kind === 'text') return quotes === null
  if (kind === 'stray') return /^[+\-−–]$/.test(source)
  return kind === 'word' || kind === 'figure' || (kind === 'sign' && /^[<>=!≠≥≤]/.test(source) && !COMPARISONS.has(source))
}

/** A word goes on to its end. A text does when it is closed and holds nothing that looks like the rest of the rule. */
function endOf(text: string, { kind, start }: Token, at: number): number {
  if (kind !== 'text') return at + /^[\p{L}\p{M}\p{N}_.-]*/u.exec(kind === 'sign' ? '' : text.slice(at))![0].length
  const line = text.slice(start).search(/[\n\r]|$/) + start
  const [whole] = tokenize(text.slice(start, line), nobodyHears)
  const end = start + whole!.end
  return whole!.quotes !== null && !/[()<>=,]|\b(?:AND|OR)\b/i.test(text.slice(at, end)) ? end : at
}

/** `gap` holds blanks and comments only. */
function endsInComment(gap: string): boolean {
  for (let at = 0; at < gap.length; ) {
    const opens = gap.slice(at).search(/--|\/\*/)
    if (opens < 0) return false
    const start = at + opens
    const rest = gap.slice(start + 2)
    const length = gap.startsWith('--', start) ? rest.search(/[\n\r]/) : rest.indexOf('*/')
    if (length < 0) return true
    at = start + 2 + length + (gap.startsWith('--', start) ? 1 : 2)
  }
  return false
}
