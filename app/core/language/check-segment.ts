// Membership of another segment: `in_segment('VIP')`, with or without `= true`, or `in_segment MATCHES ('VIP')`.
import { checkTruth } from './check-function.ts'
import { hasName } from './fold.ts'
import type { CheckContext, Meaning } from './meaning.ts'
import { say } from './problem.ts'
import { writeQuoted } from './quotes.ts'
import { nearest } from './suggest.ts'
import type { Clause, Literal } from './syntax.ts'

/** Null when it cannot be meant; every problem is reported. */
export function checkSegment(clause: Clause, context: CheckContext): Meaning | null {
  const { call, test } = clause
  const [argument, ...more] = call?.arguments ?? []
  const value = argument?.test.kind === 'compare' && !argument.name ? argument.test.value : null
  if (!call || !value || more.length > 0) {
    const written = !call && test?.kind === 'compare' && test.operator === '=' && test.value.kind === 'text' ? test.value.text : null
    context.report(more[0] ?? clause, say.segmentForm(written === null ? null : `in_segment(${writeQuoted(written)})`))
    return null
  }
  const name = readName(value, context)
  const negated = call.style === 'legacy' && !test ? false : checkTruth(call, test, context)
  return name === null || negated === null ? null : { kind: 'segment', name, negated }
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
