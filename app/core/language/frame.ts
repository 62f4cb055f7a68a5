// Takes the condition out of what a merchant pastes: a leading WHERE, a whole ShopifyQL query, a closing semicolon.
import type { Report } from './problem.ts'
import { say } from './problem.ts'
import type { Token } from './tokens.ts'

/** The tokens of the condition, an `end` token last. Null when there is no condition; the problem is reported. */
export function conditionOf(tokens: readonly Token[], report: Report): readonly Token[] | null {
  const first = tokens[0]!
  const where = tokens.findIndex((token) => isWord(token, 'WHERE'))
  if ((isWord(first, 'FROM') || isWord(first, 'SHOW')) && where < 0) {
    report(first, say.withoutWhere(first.source))
    return null
  }
  const framed = isWord(first, 'FROM') || isWord(first, 'SHOW') || where === 0
  const inner = framed ? tokens.slice(where + 1) : tokens
  let end = inner.findIndex((token, at) => isWord(token, 'ORDER') && isWord(inner[at + 1], 'BY'))
  if (end < 0) end = inner.length - 1
  while (end > 0 && inner[end - 1]!.kind === 'sign' && inner[end - 1]!.source === ';') end--
  const last = inner[end]!
  if (end === 0) {
    report({ start: 0, end: last.start }, say.blank())
    return null
  }
  return [...inner.slice(0, end), { kind: 'end', source: '', keyword: null, quotes: null, start: last.start, end: last.start }]
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.source.length === word.length && token.source.toUpperCase() === word
}
