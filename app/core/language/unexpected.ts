// Reports a token that does not belong, with the remedy that its look suggests.
import type { Cursor } from './cursor.ts'
import { say } from './problem.ts'
import type { Token } from './tokens.ts'

/** `expected` says in a sentence what may stand there instead. An unclosed quote was reported already. */
export function unexpected(cursor: Cursor, token: Token, expected?: string): void {
  if (token.kind === 'text' && token.quotes === null) return
  if (token.kind === 'end') {
    cursor.report(token, say.endsEarly(expected ?? 'A condition is expected here.'))
    return
  }
  const written = cursor.source.slice(token.start, token.end)
  const { hint, replacement } = hintFor(written, cursor)
  cursor.report(token, say.unexpected(written, hint ?? expected ?? 'Conditions are joined by AND or OR.', replacement))
}

const CURRENCY = /^(?:EUR|USD|GBP|CAD|AUD|NZD|JPY|CHF|SEK|NOK|DKK|PLN|INR)$/

interface Hint {
  readonly hint?: string
  readonly replacement?: string
}

function hintFor(written: string, cursor: Cursor): Hint {
  if (/^&+$/.test(written)) return { hint: 'Write AND.', replacement: 'AND' }
  if (/^\|+$/.test(written)) return { hint: 'Write OR.', replacement: 'OR' }
  if (/^\p{Sc}$/u.test(written)) return { hint: 'Write amounts without a currency sign.', replacement: '' }
  if (/^[-+−–]$/.test(written)) return { hint: 'Days are counted from today as it is: write -7d or +7d alone.' }
  if (written === ')') return { hint: 'It closes no parenthesis that was opened.', replacement: '' }
  if (written === ',') {
    const thousands = cursor.previous()?.kind === 'figure' || cursor.peek().kind === 'figure'
    return { hint: thousands ? 'Write numbers without thousands separators, and one value in a condition.' : 'Write one value in a condition, and join conditions with AND or OR.' }
  }
  const word = written.toUpperCase()
  if (CURRENCY.test(written)) return { hint: "Amounts are in the store's currency: write the number alone.", replacement: '' }
  if (word === 'LIKE' || word === 'STARTS' || word === 'ENDS' || word === 'WITH') return { hint: 'Rules compare whole values; there is no search inside a text.' }
  if (word === 'THEN') return { hint: 'THEN stands between two conditions on events. Join longer chains by AND, two conditions at a time.' }
  if (word === 'WITHIN') return { hint: 'It ends a sequence: first THEN second WITHIN 30d.' }
  if (word === 'NOT_CONTAINS') return { hint: 'Write NOT CONTAINS.', replacement: 'NOT CONTAINS' }
  if (word === 'EQUALS') return { hint: 'Write =.', replacement: '=' }
  return {}
}
