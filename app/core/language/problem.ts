// Everything the language ever says to a merchant: what is wrong, and what to do. Shopify's own wording comes first where it is known.
import { likeliest } from './suggest.ts'

/** UTF-16 offsets into the rule as given: [start, end). */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Wording {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  /** Text to put in place of the reported span. */
  readonly replacement?: string
}

export type Report = (place: Span, wording: Wording) => void

const wording = (severity: Wording['severity'], code: string, message: string, replacement?: string | null): Wording =>
  replacement === undefined || replacement === null ? { severity, code, message } : { severity, code, message, replacement }
const error = wording.bind(null, 'error')
const warning = wording.bind(null, 'warning')

const meant = (suggestion: string | null): string => (suggestion === null ? '' : ` Did you mean '${suggestion}'?`)
const list = (names: readonly string[]): string => names.join(', ')
/** All of a handful, of more the likeliest: nobody reads thirty names in a sentence. */
const few = (word: string, names: readonly string[]): string => {
  if (names.length <= MOST_NAMES) return list(names)
  const shown = likeliest(word, names, MOST_SHOWN)
  return `${list(shown)} and ${names.length - shown.length} others, all of which are suggested between the parentheses`
}
const MOST_NAMES = 8
const MOST_SHOWN = 5
const foreign = 'Shopify does not, so the rule cannot be pasted back as it stands.'

export const say = {
  // The text as a whole
  blank: () => error('blank', "Query can't be blank. Write a condition such as number_of_orders >= 3."),
  tooLong: (most: number) => error('too-long', `The rule is longer than ${most} characters. Split it into several segments.`),
  longForShopify: (most: number) => warning('long-for-shopify', `Query is too long for Shopify (maximum is ${most} characters). Strata reads it, but it cannot be pasted back.`),
  tooDeep: (most: number) => error('too-deep', `Parentheses and NOT are nested more than ${most} deep. Write the rule flatter.`),
  manyClauses: (count: number, most: number) => warning('many-clauses', `The rule has ${count} conditions. Shopify takes at most ${most}; Strata takes them all, but the rule cannot be pasted back.`),
  withoutWhere: (word: string) => error('without-where', `A query that begins with ${word.toUpperCase()} has its conditions after WHERE, and there is none. Paste the WHERE line too, or write the conditions alone.`),

  // Signs and joints
  unexpected: (written: string, remedy: string, replacement?: string) => error('unexpected', `'${written}' is unexpected. ${remedy}`, replacement),
  endsEarly: (remedy: string) => error('ends-early', `The rule ends too early. ${remedy}`),
  unclosedQuote: (replacement: string | null) => error('unclosed-quote', "A quote opens here and is not closed on its line. Close it or remove it; a quote inside a text is written \\'.", replacement),
  unclosedComment: () => error('unclosed-comment', 'A comment opens here and is never closed. Close it with */.'),
  unclosedParenthesis: () => error('unclosed-parenthesis', 'This parenthesis is never closed. Add ) where it ends.'),
  missingClose: () => error('missing-close', 'A ) is missing here.', ')'),
  emptyGroup: () => error('empty-group', 'There is no condition between these parentheses. Write one, or remove them.'),
  missingJoint: (next: string) => error('missing-joint', `AND or OR is missing before '${next}'.`),
  missingComma: (next: string) => error('missing-comma', `A comma is missing before '${next}'.`),
  dangling: (word: string) => error('dangling', `Nothing follows '${word}'. Write another condition, or remove '${word}'.`, ''),
  jointInParameters: (word: string) => error('joint-in-parameters', word.toUpperCase() === 'AND' ? 'Parameters are separated by commas, which mean AND.' : 'Parameters cannot be joined by OR. Write the function twice, joined by OR.', word.toUpperCase() === 'AND' ? ',' : null),
  parenthesesBeforeMatches: (name: string) => error('parentheses-before-matches', `No parentheses stand before MATCHES. Write ${name} MATCHES (…).`, ''),
  notAnOperator: (written: string, operator: string | null) => error('not-an-operator', `'${written}' is not an operator.${operator === null ? ' Write one of = != > >= < <=.' : ` Write ${operator}.`}`, operator),
  missingValue: (after: string) => error('missing-value', `A value is missing after '${after}'.`),
  betweenNeedsAnd: () => error('between-needs-and', 'BETWEEN takes two values joined by AND: BETWEEN 1 AND 10.'),
  nameAlone: (name: string, truth = false) => error('name-alone', `Say what should hold of '${name}', for example with ${truth ? '= true' : '=, >=, CONTAINS or MATCHES (…)'}.`, truth ? `${name} = true` : null),

  // Names
  unknownFilter: (name: string, suggestion: string | null) => error('unknown-filter', `'${name}' filter cannot be found.${meant(suggestion)}`, suggestion),
  parameterAlone: (name: string, of: string, parameter: string) => error('unknown-filter', `'${name}' filter cannot be found. It belongs in a question about events: ${of} MATCHES (${parameter} …).`),
  unknownParameter: (name: string, of: string, known: readonly string[], suggestion: string | null) => error('unknown-parameter', `'${name}' is not a parameter of ${of}.${suggestion === null ? ` It takes ${few(name, known)}.` : meant(suggestion)}`, suggestion),
  unnamedParameter: (of: string) => error('unnamed-parameter', `A value in the parentheses of ${of} has no name. Write which parameter it belongs to, such as date >= -30d.`),
  repeatedParameter: (name: string, remedy: string) => error('repeated-parameter', `This isn't valid because \`${name}\` is used twice. ${remedy}`),
  notForShopify: (asked: string, why: string) => error('not-for-shopify', `Only Shopify can answer '${asked}', and is asked for the whole condition. ${why} Leave this out, or ask for it in a condition of its own.`),
  placeNeedsBoth: (of: string) => error('place-needs-both', `${of} takes a place and one distance: coordinates = (40.7128, -74.006), distance_km = 10.`),
  oneDistance: () => error('one-distance', 'Give one distance, distance_km or distance_mi.'),
  notMetafield: (written: string) => error('not-a-metafield', `'${written}' is no metafield. Write it like 'metafields.facts.birth_date'.`),
  unknownSegment: (written: string, suggestion: string | null) => error('unknown-segment', `No segment is called '${written}'.${suggestion === null ? '' : ` Did you mean ${suggestion}?`}`, suggestion),

  // Sequences
  stepsAlone: () => error('steps-alone', 'THEN stands between two single conditions on events. Join other conditions to the whole sequence by AND.'),
  missingWithin: () => error('missing-within', 'A sequence says how long the second event may take. Add WITHIN 30d, or another time.'),
  noStep: (name: string, steps: readonly string[]) => error('not-a-step', `'${name}' cannot be a step of a sequence. Steps are ${list(steps)}.`),
  negatedStep: (name: string) => error('negated-step', `A step names an event that happened. For one that did not, write THEN NOT ${name} MATCHES (…).`),
  aggregateInStep: (name: string) => error('aggregate-in-step', `A step is one event, and '${name}' is asked of several together. Leave it out of the sequence, and join a condition with it by AND.`),
  delegatedStep: (name: string) => error('delegated-step', `Only Shopify knows '${name}', and it knows no sequences. Leave it out.`),

  // Operators
  unsupportedOperator: (name: string, operator: string, supported: readonly string[], replacement: string | null) => error('unsupported-operator', `${name} does not support operator '${operator}'. It takes ${list(supported)}.${operator === 'CONTAINS' && replacement !== null ? ` ${replacement} compares the whole value.` : ''}`, replacement),
  neverNull: (name: string, replacement: string) => error('never-null', `${name} is never empty; without orders it is 0. Write ${replacement}.`, replacement),
  needsMatches: (name: string, example: string, meant: string | null) => error('needs-matches', `${name} asks about events. Write it with MATCHES, for example ${meant ?? example}.`, meant),
  takesNoParameters: (name: string, example: string) => error('takes-no-parameters', `${name} is a value of the customer and takes no MATCHES. Write it like ${example}.`),
  missingTrue: () => error('missing-true', 'After the parentheses comes = true or = false.', ' = true'),
  trueOrFalse: () => error('true-or-false', 'After the parentheses comes only = true or = false.'),
  noTailAfterMatches: () => error('tail-after-matches', 'Nothing is compared after MATCHES (…). Write NOT MATCHES for the opposite.', ''),
  containsOne: (name: string, values: readonly string[], negated: boolean) => error('contains-one', `CONTAINS takes one value. Write ${(values.length > 0 ? values : ["'A'", "'B'"]).map((value) => `${name} ${negated ? 'NOT CONTAINS' : 'CONTAINS'} ${value}`).join(negated ? ' AND ' : ' OR ')}.`),
  oneValue: (name: string) => error('one-value', `${name} takes one value. For several, write the function several times joined by OR.`),
  yearlyForm: (kind: 'anniversary' | 'age') => error(`${kind}-form`, kind === 'age' ? "An age is written age ('metafields.facts.birth_date') >= 18." : "An anniversary is written anniversary ('metafields.facts.birth_date') = today, or with BETWEEN."),
  segmentForm: (example: string, meant: string | null) => error('segment-form', `Another segment is asked for by its name: ${meant ?? example}.`, meant),

  // Values
  wrongType: (written: string, wanted: string, replacement?: string | null) => error('wrong-type', `'${written}' is not ${wanted}.`, replacement),
  unquoted: (written: string, replacement: string) => error('unquoted', `Texts stand in single quotes: ${replacement}.`, replacement),
  quotedNumber: (written: string) => error('quoted-number', `Numbers are written without quotes: ${written}.`, written),
  unknownValue: (written: string, name: string, values: readonly string[], replacement: string | null) => error('unknown-value', `'${written}' is not a value of ${name}. ${replacement === null ? `It is one of ${list(values)}.` : `Did you mean ${replacement}?`}`, replacement),
  unknownCountry: (written: string, replacement: string | null) => error('unknown-country', `'${written}' is not a country code. ${replacement === null ? "Countries are two capital letters, such as 'CA'." : `Did you mean ${replacement}?`}`, replacement),
  noElement: (written: string, replacement: string) => error('not-an-element', `CONTAINS looks for an element of a list as it is written, and no element is '${written}'. Name a day such as 2026-01-31; for that very text write ${replacement}.`, replacement),
  impossibleDate: (written: string) => error('impossible-date', `'${written}' does not exist in the calendar.`),
  farDate: (written: string) => error('far-date', `'${written}' lies more than a thousand years away.`),
  unsignedOffset: (written: string) => error('unsigned-offset', `'${written}' needs a sign: -${written} for the past, +${written} for the future.`, `-${written}`),
  zonedDate: (written: string) => error('zoned-date', `'${written}' names a zone. Times are those of the store: leave the zone out.`, written.slice(0, 19)),
  mixedEnds: (low: string, high: string) => error('mixed-ends', `'${low}' and '${high}' are not of one kind. Write two numbers or two dates.`),
  notBoolean: (written: string, name: string, meant: string | null) => error('not-boolean', `${name} is true or false, without quotes, not '${written}'.`, meant),
  notShare: (written: string, meant: string | null) => error('not-share', `'${written}' is not a share. Shares go from 0 to 1${meant === null ? '' : `: write ${meant}`}.`, meant),
  calendarName: (written: string, name: string, number: string) => error('calendar-name', `Write ${name}s as numbers: '${written}' is ${number}.`, number),
  outOfRange: (written: string, name: string, min?: number, max?: number) => error('out-of-range', `'${written}' is not a value of ${name}. ${max === undefined ? `It begins at ${min ?? 0}` : `It goes from ${min ?? 0} to ${max}`}${name === 'weekday' ? ', 1 is Monday and 7 is Sunday' : ''}.`),
  notWhole: (written: string, meant: string | null) => error('not-whole', `'${written}' is not a whole number.${meant === null ? '' : ` Thousands stand without a point: ${meant}.`}`, meant),
  groupedNumber: (written: string, number: string) => error('grouped-number', `Numbers stand without separators between thousands and with a point before decimals: '${written}' is ${number}.`, number),
  idOutOfRange: (written: string) => error('id-out-of-range', `'${written}' is larger than any Shopify id.`),

  // Between segments
  ownTag: (name: string) => error('own-tag', `The rule of '${name}' asks about the tag that '${name}' itself writes. Leave that condition out.`),
  ownName: (name: string) => error('own-name', `The rule of '${name}' asks who is in '${name}' itself. Leave that condition out.`),
  circle: (names: readonly string[]) => error('circle', `These segments rest on one another in a circle: ${[...names, names[0]].map((name) => `'${name}'`).join(' → ')}. Take one out of the rule of another.`),
  entangled: (name: string) => error('entangled', `The rule of '${name}' rests on too many other segments. Write it with fewer of them.`),

  // Meant well: the rule works, and something should be known
  equalsNull: (replacement: string) => warning('equals-null', `Nothing equals NULL. Strata reads this as ${replacement}.`, replacement),
  quotedDate: (written: string) => warning('quoted-date', `Dates are written without quotes: ${written}. Strata reads them with quotes, too; Shopify does not.`, written),
  quotedId: (written: string) => warning('quoted-id', `Ids are written without quotes: ${written}.`, written),
  foreignQuotes: (replacement: string) => warning('foreign-quotes', `Strata reads these quotes as single quotes. ${foreign}`, replacement),
  deprecatedDate: (written: string, replacement: string) => warning('deprecated-date', `'${written}' is deprecated by Shopify. Write ${replacement}.`, replacement),
  deprecatedName: (written: string, replacement: string) => warning('deprecated-name', `'${written}' is now called ${replacement}.`, replacement),
  neverMatches: (why: string, replacement?: string) => warning('never-matches', `This can never match: ${why}`, replacement),
  openAnniversary: () => warning('open-anniversary', 'An anniversary comes back every year, so this finds everyone who has the date. Write both ends, such as BETWEEN today AND +7d.'),
  neverEqual: (why: string, replacement?: string) => warning('never-matches', `Nothing can equal this: ${why}`, replacement),
  alwaysMatches: (why: string) => warning('always-matches', `This always matches: ${why}`),
  cityWithoutCountry: (written: string) => warning('city-without-country', `Nothing can equal this: cities are written with country and region, such as 'US-NY-NewYorkCity', not '${written}'.`),
  regionWithoutCountry: (written: string) => warning('region-without-country', `Nothing can equal this: regions are written with their country, such as 'US-NY', not '${written}'.`),
  unlikelyLanguage: (written: string, replacement: string | null) => warning('unlikely-language', `'${written}' is no language code. Languages are written like 'fr' or 'pt-BR'.`, replacement),
  unlikelyDomain: (written: string, replacement: string) => warning('unlikely-domain', `Nothing can equal this: only the domain is compared, in lower case. Write ${replacement}.`, replacement),
  unknownTag: (written: string, replacement: string) => warning('unknown-tag', `No customer carries the tag '${written}' yet. Did you mean ${replacement}?`, replacement),
  ambiguousDate: (replacement: string) => warning('ambiguous-date', `'date:' means exactly that day. For every day since then write ${replacement}.`, replacement),
  onlyUntil: (noneSince: string) => warning('only-until', `This finds everyone who had one up to then, also those who had another since. If there should be none since, add: AND ${noneSince}`),
  pointInThousands: (written: string, read: string, meant: string) => warning('point-in-thousands', `The point stands before decimals, so that '${written}' is ${read}. If you mean thousands, write ${meant}.`, meant),
  finerThanCurrency: (currency: string) => warning('finer-than-currency', `${currency} has fewer decimals. The amount is compared exactly as written.`),
}
