// The search syntax of `query:` arguments: terms, comparisons, AND, OR, NOT, parentheses. Fields are judged by who filters.
import { badRequest } from '../graphql/refusal.ts'

export type Comparison = ':' | '>' | '>=' | '<' | '<='

export type Search =
  | { readonly kind: 'all' }
  | { readonly kind: 'term'; readonly field: string | null; readonly comparison: Comparison; readonly value: string; readonly prefix: boolean }
  | { readonly kind: 'not'; readonly of: Search }
  | { readonly kind: 'and' | 'or'; readonly left: Search; readonly right: Search }

const token = /\s*(?:(\(|\)|-(?=\S))|(?:([A-Za-z_][\w.]*):\s*(>=|<=|>|<)?\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()"']+)))/y

type Token = { readonly mark: '(' | ')' | '-' | 'AND' | 'OR' | 'NOT' } | { readonly term: Extract<Search, { kind: 'term' }> }

/** @throws GraphQLError on a text that cannot be read */
export function parseSearch(text: string): Search {
  const tokens = [...tokenize(text)]
  let at = 0
  const mark = () => {
    const next = tokens[at]
    return next && 'mark' in next ? next.mark : null
  }

  const primary = (): Search => {
    const next = tokens[at++]
    if (!next) throw badRequest(`The search ends too early: ${text}`)
    if ('term' in next) return next.term
    if (next.mark === '-' || next.mark === 'NOT') return { kind: 'not', of: primary() }
    if (next.mark !== '(') throw badRequest(`The search has a stray ${next.mark}: ${text}`)
    const inner = either()
    if (mark() !== ')') throw badRequest(`The search lacks a closing parenthesis: ${text}`)
    at++
    return inner
  }
  const both = (): Search => {
    let left = primary()
    while (at < tokens.length && mark() !== 'OR' && mark() !== ')') {
      if (mark() === 'AND') at++
      left = { kind: 'and', left, right: primary() }
    }
    return left
  }
  const either = (): Search => {
    let left = both()
    while (mark() === 'OR') {
      at++
      left = { kind: 'or', left, right: both() }
    }
    return left
  }

  if (tokens.length === 0) return { kind: 'all' }
  const whole = either()
  if (at < tokens.length) throw badRequest(`The search has a stray ): ${text}`)
  return whole
}

function* tokenize(text: string): Generator<Token> {
  const end = text.trimEnd().length
  for (let at = 0; at < end; ) {
    token.lastIndex = at
    const found = token.exec(text)
    if (!found) throw badRequest(`The search cannot be read from "${text.slice(at)}"`)
    at = token.lastIndex
    const [, sign, field, comparison, double, single, bare] = found
    if (sign) yield { mark: sign as '(' | ')' | '-' }
    else if (!field && (bare === 'AND' || bare === 'OR' || bare === 'NOT')) yield { mark: bare }
    else {
      const quoted = double ?? single
      const value = quoted === undefined ? (bare as string) : quoted.replace(/\\(.)/g, '$1')
      const prefix = quoted === undefined && value.endsWith('*')
      yield { term: { kind: 'term', field: field ?? null, comparison: (comparison as Comparison | undefined) ?? ':', value: prefix ? value.slice(0, -1) : value, prefix } }
    }
  }
}
