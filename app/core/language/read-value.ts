// A literal read as the type its place asks for: a value, or a problem with the remedy. Kinds with rules of their own have their own files.
import { idOf } from '#app/core/ids.ts'
import { decimalsOf as decimalsIn } from '#app/core/money.ts'
import { dateNames } from '#app/core/vocabulary/dates.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import { decimalsOf, readDecimal } from './decimal.ts'
import type { CheckContext, Value } from './meaning.ts'
import { say } from './problem.ts'
import { writeQuoted } from './quotes.ts'
import { readDateLiteral } from './read-date.ts'
import { readTextLiteral } from './read-text.ts'
import { nearest } from './suggest.ts'
import type { Literal } from './syntax.ts'

/** Shopify ids are unsigned 64-bit. */
const LARGEST_ID = 18_446_744_073_709_551_615n

/** Null when the literal cannot be meant; the problem is reported. */
export function readValue(literal: Literal, subject: Subject, context: CheckContext): Value | null {
  switch (subject.type.kind) {
    case 'date':
      return readDateLiteral(literal, context)
    case 'money':
    case 'decimal':
    case 'integer':
      return readNumber(literal, subject, context)
    case 'id':
      return readId(literal, context)
    case 'coordinates':
      return readPoint(literal, context)
    case 'any':
      return readAny(literal, context)
    case 'enum':
    case 'text':
    case 'language':
    case 'domain':
    case 'tag':
    case 'country':
    case 'region':
    case 'city':
      return readTextLiteral(literal, subject, context)
  }
}

function readNumber(literal: Literal, { type }: Subject, { report, currency }: CheckContext): Value | null {
  const number = literal.kind === 'figure' || literal.kind === 'text' ? readDecimal(literal.text) : null
  if (number === null) report(literal, say.wrongType(literal.text, type.kind === 'integer' ? 'a whole number' : 'a number such as 100 or 99.50'))
  else if (literal.kind === 'text') report(literal, say.quotedNumber(literal.text))
  else if (type.kind === 'integer' && decimalsOf(number) > 0) report(literal, say.notWhole(literal.text))
  else {
    if (type.kind === 'money' && currency !== null && decimalsOf(number) > decimalsIn(currency)) report(literal, say.finerThanCurrency(currency))
    return { kind: 'number', number }
  }
  return null
}

/** Also takes what merchants copy: a quoted id, or a whole `gid://shopify/Product/123`. */
function readId(literal: Literal, { report }: CheckContext): Value | null {
  const digits = literal.kind === 'figure' || literal.kind === 'text' ? idOf(literal.text.trim()) : null
  if (digits === null) {
    report(literal, say.wrongType(literal.text, 'an id, which is a number such as 8238418722967'))
    return null
  }
  const id = digits.replace(/^0+(?=\d)/, '')
  if (id.length > 20 || BigInt(id) > LARGEST_ID) {
    report(literal, say.idOutOfRange(digits))
    return null
  }
  if (literal.kind === 'text') report(literal, say.quotedId(id))
  return { kind: 'id', id }
}

function readPoint(literal: Literal, { report }: CheckContext): Value | null {
  const [latitude, longitude, ...more] = literal.items.map((item) => (item.kind === 'figure' ? readDecimal(item.text) : null))
  const onEarth = latitude && longitude && more.length === 0 && Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180
  if (onEarth) return { kind: 'point', latitude, longitude }
  report(literal, say.wrongType(literal.text, 'a place; write latitude and longitude such as (40.7128, -74.006)'))
  return null
}

/** Without a definition at hand the literal says what it is. */
function readAny(literal: Literal, context: CheckContext): Value | null {
  if (literal.kind === 'text') return { kind: 'text', text: literal.text }
  if (literal.kind === 'figure') {
    const number = readDecimal(literal.text)
    return number === null ? readDateLiteral(literal, context) : { kind: 'number', number }
  }
  const word = literal.text.toLowerCase()
  if (word === 'true' || word === 'false') return { kind: 'boolean', boolean: word === 'true' }
  if (nearest(word, dateNames) !== null) return readDateLiteral(literal, context)
  context.report(literal, say.unquoted(literal.text, writeQuoted(literal.text)))
  return null
}
