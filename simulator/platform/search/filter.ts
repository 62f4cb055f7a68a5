// A parsed search as a predicate. A field without a matcher is refused by name: nothing is filtered silently.
import { badRequest, notSimulated } from '../graphql/refusal.ts'
import { type Comparison, type Search, parseSearch } from './parse.ts'

export type Matcher<T> = (value: string, comparison: Comparison, prefix: boolean) => (row: T) => boolean

/** The matcher `default` takes terms without a field. */
export type Matchers<T> = Record<string, Matcher<T>>

/** @param name of the connection, for the refusal */
export function filterOf<T>(query: string | null | undefined, matchers: Matchers<T>, name: string): (row: T) => boolean {
  const compile = (search: Search): ((row: T) => boolean) => {
    switch (search.kind) {
      case 'all':
        return () => true
      case 'not': {
        const inner = compile(search.of)
        return (row) => !inner(row)
      }
      case 'and':
      case 'or': {
        const left = compile(search.left)
        const right = compile(search.right)
        return search.kind === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row)
      }
      case 'term': {
        const field = search.field ?? 'default'
        const matcher = Object.hasOwn(matchers, field) ? matchers[field] : undefined
        if (!matcher) throw notSimulated(`search filter ${field} of ${name}`)
        return matcher(search.value, search.comparison, search.prefix)
      }
    }
  }
  return compile(parseSearch(query ?? ''))
}

/** An instant given as a full ISO 8601 text; a date alone would need the shop's day, which is not simulated. */
export const byInstant = <T>(of: (row: T) => number | null): Matcher<T> => (value, comparison) => {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) throw notSimulated(`a search by date without time (${value})`)
  const instant = Date.parse(value)
  if (Number.isNaN(instant)) throw badRequest(`Invalid timestamp in search: ${value}`)
  return (row) => {
    const own = of(row)
    return own !== null && compare(own, comparison, instant)
  }
}

export const byNumber = <T>(of: (row: T) => number): Matcher<T> => (value, comparison) => {
  const wanted = Number(/^gid:\/\/shopify\/\w+\/(\d+)$/.exec(value)?.[1] ?? value)
  if (Number.isNaN(wanted)) throw badRequest(`Invalid number in search: ${value}`)
  return (row) => compare(of(row), comparison, wanted)
}

const fold = (text: string) => text.normalize('NFC').toLowerCase()

/** Case-insensitive, whole or with a `*` at the end. */
export const byText = <T>(of: (row: T) => string | null): Matcher<T> => byAnyText((row) => {
  const text = of(row)
  return text === null ? [] : [text]
})

export const byAnyText = <T>(of: (row: T) => readonly string[]): Matcher<T> => (value, comparison, prefix) => {
  if (comparison !== ':') throw notSimulated(`comparing a text with ${comparison} in a search`)
  const wanted = fold(value)
  return (row) => of(row).some((text) => (prefix ? fold(text).startsWith(wanted) : fold(text) === wanted))
}

/** Terms without a field: the start of a word in any of the texts. */
export const byWords = <T>(of: (row: T) => readonly (string | null)[]): Matcher<T> => (value) => {
  const wanted = fold(value)
  return (row) => of(row).some((text) => text !== null && (fold(text).startsWith(wanted) || fold(text).includes(` ${wanted}`)))
}

function compare(own: number, comparison: Comparison, wanted: number): boolean {
  switch (comparison) {
    case ':':
      return own === wanted
    case '>':
      return own > wanted
    case '>=':
      return own >= wanted
    case '<':
      return own < wanted
    case '<=':
      return own <= wanted
  }
}
