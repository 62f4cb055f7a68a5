// A place in the tokens of a rule, with the few moves a parser makes.
import type { Report, Span } from './problem.ts'
import type { Keyword, Token } from './tokens.ts'

export class Cursor {
  readonly source: string
  readonly report: Report
  readonly #tokens: readonly Token[]
  #at = 0
  #gaveUp = false
  #parentheses: Parentheses | null = null

  /** `tokens` ends with an `end` token. */
  constructor(source: string, tokens: readonly Token[], report: Report) {
    this.source = source
    this.#tokens = tokens
    this.report = report
  }

  /** The token here, or `ahead` further on; beyond the end it is the `end` token. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!
  }

  take(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.#at++
    return token
  }

  /** The token taken last; null at the beginning. */
  previous(): Token | null {
    return this.#tokens[this.#at - 1] ?? null
  }

  get atEnd(): boolean {
    return this.peek().kind === 'end'
  }

  isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'sign' && token.source === sign
  }

  isKeyword(keyword: Keyword, ahead = 0): boolean {
    return this.peek(ahead).keyword === keyword
  }

  takeSign(sign: string): Token | null {
    return this.isSign(sign) ? this.take() : null
  }

  takeKeyword(keyword: Keyword): Token | null {
    return this.isKeyword(keyword) ? this.take() : null
  }

  /** From the first character of `start` to the last one taken. */
  since(start: Span): Span {
    return { start: start.start, end: Math.max(start.end, this.previous()?.end ?? 0) }
  }

  /** Whether a `)` further on closes the parenthesis the cursor is in. */
  get closes(): boolean {
    const { depths, lowest } = (this.#parentheses ??= measure(this.#tokens))
    return lowest[this.#at]! < depths[this.#at]!
  }

  /** Leaves the parenthesis the cursor is in; where it is never closed, goes on to the next joint. */
  skipPastClose(): void {
    const closes = this.closes
    for (let open = 0; closes; ) {
      const { kind, source } = this.take()
      if (kind !== 'sign') continue
      if (source === '(') open++
      if (source === ')' && open-- === 0) return
    }
    this.skipToJoint()
  }

  /** True once the rest of the rule was left out: what is missing at the end is then no new problem. */
  get gaveUp(): boolean {
    return this.#gaveUp
  }

  skipAll(): void {
    this.#gaveUp = true
    this.#at = this.#tokens.length - 1
  }

  /** Leaves out what cannot be read: stops at a joining AND or OR, at a `)` that closes nothing skipped, or at the end. */
  skipToJoint(): void {
    let open = 0
    while (!this.atEnd) {
      if (open === 0 && (this.isKeyword('AND') || this.isKeyword('OR') || this.isSign(')'))) return
      const token = this.take()
      if (token.kind === 'sign' && token.source === '(') open++
      if (token.kind === 'sign' && token.source === ')') open--
    }
  }
}

interface Parentheses {
  /** Open parentheses before each token, and the fewest open after it or any later one. */
  readonly depths: Int32Array
  readonly lowest: Int32Array
}

function measure(tokens: readonly Token[]): Parentheses {
  const depths = new Int32Array(tokens.length + 1)
  tokens.forEach(({ kind, source }, at) => {
    depths[at + 1] = depths[at]! + (kind !== 'sign' ? 0 : source === '(' ? 1 : source === ')' ? -1 : 0)
  })
  const lowest = depths.slice(1)
  for (let at = lowest.length - 2; at >= 0; at--) lowest[at] = Math.min(lowest[at]!, lowest[at + 1]!)
  return { depths, lowest }
}
