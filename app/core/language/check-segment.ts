// Membership of another segment: `in_segment('VIP')`, with or without `= true`, or `in_segment MATCHES ('VIP')`; and when they entered or left it.
import type { SegmentFunction } from '#app/core/vocabulary/segment-functions.ts'
import { checkArguments } from './check-arguments.ts'
import { checkTruth } from './check-function.ts'
import { hasName } from './has-name.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import { writeQuoted } from './quotes.ts'
import { nearest } from './suggest.ts'
import type { Clause, Literal } from './syntax.ts'

/** Null when it cannot be meant; every problem is reported. */
export function checkSegment(of: SegmentFunction, clause: Clause, context: CheckContext): Meaning | null {
  const { call, test } = clause
  const given = call?.arguments ?? []
  const tests = of.parameters.length === 0 ? [] : given.filter((argument) => argument.name)
  const [argument, ...more] = given.filter((one) => !tests.includes(one))
  const value = argument?.test.kind === 'compare' && !argument.name ? argument.test.value : null
  if (!call || !value || more.length > 0) {
    const written = !call && test?.kind === 'compare' && test.operator === '=' && test.value.kind === 'text' ? test.value.text : null
    context.report(more[0] ?? clause, say.segmentForm(of.example, written === null ? null : `${of.name}(${writeQuoted(written)})`))
    return null
  }
  const name = readName(value, context)
  const parameters = checkArguments({ ...call, arguments: tests }, of, context)
  const negated = call.style === 'legacy' && !test ? false : checkTruth(call, test, context)
  if (name === null || negated === null || !parameters) return null
  const [date] = parameters
  return { kind: 'segment', asks: of.asks, name, negated, date: date ? { negated: date.negated, test: date.test } : null }
}

function readName(literal: Literal, { report, knownSegments }: CheckContext): string | null {
  const { kind, text } = literal
  if (kind !== 'text') {
    report(literal, say.unquoted(text, writeQuoted(text)))
    return null
  }
  const tidy = text.trim().replace(/\s+/gu, ' ')
  if (tidy !== '' && (knownSegments === null || hasName(knownSegments, tidy))) return tidy
  const meant = nearest(text, knownSegments ?? [])
  report(literal, say.unknownSegment(text, meant === null ? null : writeQuoted(meant)))
  return null
}
