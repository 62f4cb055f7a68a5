// A literal read as a text, and what is known of texts of each kind: enum values, country codes, tags, domains.
import { countries, countryMeant } from '#app/core/vocabulary/countries.ts'
import type { EnumType, Subject, ValueType } from '#app/core/vocabulary/types.ts'
import { hasName } from './has-name.ts'
import type { CheckContext, Value } from './meaning.ts'
import { say } from './problem.ts'
import { writeQuoted } from './quotes.ts'
import { nearest } from './suggest.ts'
import type { Literal } from './syntax.ts'

/** Null when no customer could carry it; the problem is reported. */
export function readTextLiteral(literal: Literal, subject: Subject, context: CheckContext): Value | null {
  const { type, name } = subject
  if (literal.kind !== 'text') {
    const meant = type.kind === 'enum' ? enumMeant(literal.text, type) : null
    context.report(literal, say.unquoted(literal.text, writeQuoted(meant ?? literal.text)))
    return null
  }
  if (type.kind === 'enum') return readEnum(literal, type, name, context)
  if (type.kind === 'country') return readCountry(literal, context)
  LINTS[type.kind]?.(literal, context, subject)
  return { kind: 'text', text: literal.text }
}

/** What is odd about texts of a kind although any text may stand there. */
const LINTS: Partial<Record<ValueType['kind'], (literal: Literal, context: CheckContext, subject: Subject) => void>> = {
  tag: lintTag,
  region: lintRegion,
  city: lintCity,
  language: lintLanguage,
  domain: lintDomain,
  postcode: lintPostcode,
}

function readEnum(literal: Literal, type: EnumType, name: string, { report }: CheckContext): Value | null {
  const text = type.values.includes(literal.text) ? literal.text : type.aliases?.get(literal.text)
  if (text !== undefined) return { kind: 'text', text }
  const meant = enumMeant(literal.text, type)
  report(literal, say.unknownValue(literal.text, name, type.values, meant && writeQuoted(meant)))
  return null
}

/** `at risk` and `At_Risk` mean `AT_RISK`, too. */
function enumMeant(written: string, { values }: EnumType): string | null {
  return nearest(written.replace(/[\s-]+/g, '_'), values)
}

function readCountry(literal: Literal, { report }: CheckContext): Value | null {
  if (countries.has(literal.text)) return { kind: 'text', text: literal.text }
  const meant = countryMeant(literal.text)
  report(literal, say.unknownCountry(literal.text, meant && writeQuoted(meant)))
  return null
}

function lintRegion(literal: Literal, { report }: CheckContext): void {
  if (!/^[A-Z]{2}-./.test(literal.text)) report(literal, say.regionWithoutCountry(literal.text))
}

function lintLanguage(literal: Literal, { report }: CheckContext): void {
  if (/^[a-z]{2,3}(-[A-Za-z\d]+)*$/.test(literal.text)) return
  const lower = literal.text.toLowerCase()
  report(literal, say.unlikelyLanguage(literal.text, /^[a-z]{2}$/.test(lower) ? writeQuoted(lower) : null))
}

function lintDomain(literal: Literal, { report }: CheckContext): void {
  const domain = literal.text.slice(literal.text.lastIndexOf('@') + 1).toLowerCase()
  if (domain !== literal.text) report(literal, say.unlikelyDomain(literal.text, writeQuoted(domain)))
}

/** Other tools take a pattern where ours takes the beginning alone. */
function lintPostcode(literal: Literal, { report }: CheckContext): void {
  const plain = literal.text.replace(/[*%]+$/, '')
  if (plain !== literal.text) report(literal, say.neverEqual('a postcode has no such sign. Write its beginning alone.', writeQuoted(plain)))
}

function lintCity(literal: Literal, { report }: CheckContext): void {
  const { text } = literal
  if (!/^[A-Z]{2}-./.test(text)) report(literal, say.cityWithoutCountry(text))
  else if (/\s/.test(text)) report(literal, say.neverEqual('cities are written without blanks.', writeQuoted(text.replace(/\s+/g, ''))))
}

/** Facts hold tags trimmed and with single blanks; a rule compares the text as written. Known are those of customers. */
function lintTag(literal: Literal, { report, knownTags }: CheckContext, { list }: Subject): void {
  const { text } = literal
  const tidy = text.trim().replace(/\s+/g, ' ')
  if (tidy === '') report(literal, say.neverEqual('a tag is never empty.'))
  else if (tidy !== text) report(literal, say.neverEqual('tags have no blanks around them and single blanks inside.', writeQuoted(tidy)))
  else if (text.includes(',')) report(literal, say.neverEqual('a tag contains no comma. Write one condition for each tag.'))
  else if (list && knownTags !== null && !hasName(knownTags, text)) {
    const meant = nearest(text, knownTags)
    if (meant !== null) report(literal, say.unknownTag(text, writeQuoted(meant)))
  }
}
