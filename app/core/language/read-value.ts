// A literal read as the type its place asks for: a value, or a problem with the remedy. Kinds with rules of their own have their own files.
import { idOf } from '#app/core/ids.ts'
import { dateNames } from '#app/core/vocabulary/dates.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'
import { readDecimal } from './decimal.ts'
import type { CheckContext, Value } from './meaning.ts'
import { say } from './problem.ts'
import { writeQuoted } from './quotes.ts'
import { readDateLiteral } from './read-date.ts'
import { readNumber } from './read-number.ts'
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
    case 'share':
    case 'integer':
      return readNumber(literal, subject, context)
    case 'boolean':
      return readBoolean(literal, subject, context)
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
    case 'code':
    case 'postcode':
    case 'segment':
    case 'country':
    case 'region':
    case 'city':
      return readTextLiteral(literal, subject, context)
  }
}

function readBoolean(literal: Literal, { name }: Subject, { report }: CheckContext): Value | null {
  const word = literal.text.toLowerCase()
  if (literal.kind === 'word' && (word === 'true' || word === 'false')) return { kind: 'boolean', boolean: word === 'true' }
  const meant = YES.has(word) ? 'true' : NO.has(word) ? 'false' : null
  report(literal, say.notBoolean(literal.text, name, meant))
  return null
}

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1'])
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0'])

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
