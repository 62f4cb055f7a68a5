// The parenthesis of a function as far as it is written, in either dialect.
import type { Cursor } from '#app/core/language/cursor.ts'
import type { Token } from '#app/core/language/tokens.ts'
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { test } from './expect-test.ts'
import type { Expectation } from './expectation.ts'
import { namesLeft, parameterNamed } from './parameter-names.ts'

/** The cursor stands on the parenthesis. Null when it is closed, or cannot be read. */
export function parameters(cursor: Cursor, of: EventFunction, legacy: boolean, after: readonly Token[]): Expectation | null {
  cursor.take()
  return parametersOn(cursor, of, legacy, after)
}

/** The same from within the parenthesis. */
export function parametersOn(cursor: Cursor, of: EventFunction, legacy: boolean, after: readonly Token[]): Expectation | null {
  const given: string[] = []
  while (!cursor.takeSign(')')) {
    if (cursor.atEnd) return { kind: 'parameter', of, legacy, given: [...given, ...namesIn(after)], closes: given.length === 0 }
    const { kind, keyword, source } = cursor.take()
    if (kind !== 'word' || keyword !== null) continue
    given.push(source)
    const parameter = parameterNamed(source, of)
    const asked = parameter && test(cursor, parameter, legacy)
    if (asked) return asked
    if (!cursor.atEnd) continue
    const more = namesLeft(of, legacy, [...given, ...namesIn(after)]).length > 0
    return parameter && { kind: 'words', words: more ? [',', ')'] : [')'] }
  }
  return null
}

/** The parameters that follow in the same parenthesis. */
function namesIn(tokens: readonly Token[]): readonly string[] {
  let open = 0
  const names: string[] = []
  for (const [at, { kind, source, keyword }] of tokens.entries()) {
    if (kind === 'sign' && source === '(') open++
    if (kind === 'sign' && source === ')' && open-- === 0) return names
    const next = tokens[at + 1]
    if (kind === 'word' && keyword === null && open === 0 && (next?.kind === 'sign' || next?.keyword)) names.push(source)
  }
  return []
}
