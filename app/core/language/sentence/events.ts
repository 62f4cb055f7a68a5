// Questions about events as words, and back: "bought a product tagged “A” in the last 30 days", and two of them in a sequence.
import type { Condition, Given, Step } from '../meaning.ts'
import type { Book, SpokenFunction, SpokenParameter } from './book.ts'
import { hear, say } from './forms.ts'
import { ago, readWithin, writeSpan } from './moments.ts'
import { endsWord, furthest, readWords } from './template.ts'
import type { Reading } from './template.ts'

type Events = Extract<Condition, { kind: 'function' }>
type Sequence = Extract<Condition, { kind: 'sequence' }>

const THEN = ' and then within '

/** Parameters come in their spoken order, whatever the order in which they are written. */
export function writeEvents({ of, parameters }: Step, negated: boolean, book: Book): string {
  const spoken = book.functions.find((one) => one.of === of)
  if (!spoken) throw new Error(`no words for ${of.name}`)
  const { phrase, head, rest } = spoken
  if (negated && parameters.length === 1 && phrase.idle !== undefined) {
    const idle = idleTime(parameters[0]!)
    if (idle !== null) return phrase.idle.replace('#', () => idle)
  }
  const sums = parameters.some(({ parameter: { reads } }) => reads !== null && 'of' in reads)
  const object = sayGiven(head, parameters) ?? (sums ? phrase.some : phrase.one)
  const details = rest.map((one) => sayGiven(one, parameters)).filter((words) => words !== null)
  return [negated ? phrase.not : phrase.does, object, ...details].join(' ')
}

export function writeSequence({ first, then, negated, within }: Sequence, book: Book): string {
  return `${writeEvents(first, false, book)}${THEN}${writeSpan(within)} ${writeEvents(then, negated, book)}`
}

/** A question at `from`, or a sequence of two. */
export function readEvents(text: string, from: number, book: Book): Reading<Events | Sequence> | null {
  const first = readOne(text, from, book)
  const then = first && !first.value.negated ? readWords(THEN, text, first.end) : -1
  const within = then < 0 ? null : readWithin(text, then)
  const second = within && readOne(text, readWords(' ', text, within.end), book)
  if (!first || !within || !second) return first
  const steps = { first: stepOf(first.value), then: stepOf(second.value) }
  return { value: { kind: 'sequence', ...steps, negated: second.value.negated, within: within.value }, end: second.end }
}

function stepOf({ of, parameters }: Events): Step {
  return { of, parameters }
}

function readOne(text: string, from: number, book: Book): Reading<Events> | null {
  return from < 0 ? null : furthest(book.functions.flatMap((spoken) => [readIdle(text, from, spoken), readAs(false, text, from, spoken), readAs(true, text, from, spoken)]))
}

function readAs(negated: boolean, text: string, from: number, { of, phrase, head, rest }: SpokenFunction): Reading<Events> | null {
  const verb = readWords(`${negated ? phrase.not : phrase.does} `, text, from)
  if (verb < 0) return null
  const named = head && hear(head.forms, text, verb)
  const object = furthest([phrase.one, phrase.some].map((noun) => wordsAt(noun, text, verb)))
  const start = head && named && named.end > (object?.end ?? -1) ? { given: [{ parameter: head.parameter, ...named.value }], end: named.end } : object && { given: [], end: object.end }
  if (!start) return null
  const { given, end } = readDetails(text, start.end, rest)
  return { value: { kind: 'function', of, negated, parameters: [...start.given, ...given] }, end }
}

/** Each parameter at most once, each the one whose words go furthest. */
function readDetails(text: string, from: number, rest: readonly SpokenParameter[]): { given: readonly Given[]; end: number } {
  const given: Given[] = []
  let end = from
  for (;;) {
    const at = readWords(' ', text, end)
    const left = rest.filter(({ parameter }) => !given.some((one) => one.parameter === parameter))
    const next = at < 0 ? null : furthest(left.map(({ parameter, forms }) => heard(hear(forms, text, at), parameter)))
    if (!next) return { given, end }
    given.push(next.value)
    end = next.end
  }
}

function heard(reading: ReturnType<typeof hear>, parameter: Given['parameter']): Reading<Given> | null {
  return reading && { value: { parameter, ...reading.value }, end: reading.end }
}

function sayGiven(spoken: SpokenParameter | null, given: readonly Given[]): string | null {
  const asked = spoken && given.find(({ parameter }) => parameter === spoken.parameter)
  return asked ? say(spoken.forms, asked) : null
}

/** The time passed, of a date that must lie within it. */
function idleTime({ parameter, test, negated }: Given): string | null {
  if (parameter.name !== 'date' || negated || test.kind !== 'range' || !test.from?.inclusive || test.to) return null
  return ago.write(test.from.value, 'only')
}

function readIdle(text: string, from: number, { of, phrase }: SpokenFunction): Reading<Events> | null {
  const date = of.parameters.find(({ name }) => name === 'date')
  const words = phrase.idle?.replace('#', '')
  const at = words === undefined ? -1 : readWords(words, text, from)
  const passed = at < 0 ? null : ago.read(text, at, 'only')
  if (!date || !passed) return null
  const asked: Given = { parameter: date, negated: false, test: { kind: 'range', from: { value: passed.value, inclusive: true }, to: null } }
  return { value: { kind: 'function', of, negated: true, parameters: [asked] }, end: passed.end }
}

function wordsAt(words: string, text: string, from: number): Reading<string> | null {
  const end = readWords(words, text, from)
  return end < 0 || !endsWord(text, end) ? null : { value: words, end }
}
