// What is said of a rule as a whole, in a colleague's words. Conditions are quoted as they are written.
import type { Span, Wording } from '#app/core/language/problem.ts'

const LONGEST_QUOTE = 70

/** The text of a place on one line, in quotes, cut when it is long. */
export function quote(text: string, { start, end }: Span): string {
  const line = text.slice(start, end).replace(/\s+/g, ' ').trim()
  return `“${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}”`
}

const warning = (code: string, message: string, replacement?: string): Wording =>
  replacement === undefined ? { severity: 'warning', code, message } : { severity: 'warning', code, message, replacement }

export const say = {
  neverBoth: (other: string, own: string) => warning('never-matches', `This rule can never match: ${other} and ${own} never hold together. Did you mean OR?`),
  neverAll: () => warning('never-matches', 'This can never match: its conditions contradict each other.'),
  neverOne: (own: string) => warning('never-matches', `${own} can never match: no customer has such a value.`),
  neverOnePart: (own: string) => warning('never-matches', `${own} can never match: no customer has such a value. It adds nobody; leave it out.`, ''),
  neverPart: (own: string, pair: string | null) => warning('never-matches', `${own} can never match: ${pair === null ? 'its conditions contradict each other' : `${pair} never hold together`}. It adds nobody; leave it out.`, ''),
  neverHere: (own: string, other: string) => warning('never-matches', `${own} can never match here: ${other} must hold as well. It adds nobody; leave it out.`, ''),
  always: () => warning('always-matches', 'This always matches: every customer meets it.'),
  alwaysEither: (other: string, own: string) => warning('always-matches', `This rule always matches: every customer meets ${other} or ${own}. Did you mean AND?`),
  alwaysPart: (own: string) => warning('always-matches', `${own} always matches, so it leaves nobody out. It can be removed.`, ''),
  impliedBy: (own: string, other: string | null) => warning('redundant', `${own} adds nothing: ${other === null ? 'the other conditions say' : `${other} says`} so already. Leave it out.`, ''),
  impliedByNot: (own: string, other: string) => warning('redundant', `${own} adds nothing: whoever does not meet ${other} meets it anyway. Leave it out.`, ''),
  coveredBy: (own: string, other: string | null) => warning('redundant', `${own} adds nobody: everyone it finds is found by ${other ?? 'the other conditions'} already. Leave it out.`, ''),
  sameAs: (name: string) => warning('same-as-segment', `This rule finds the same customers as the segment '${name}'. Use that one, or build on it with in_segment.`),
}
