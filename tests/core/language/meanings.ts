// What tests ask of meanings: read from a rule, and compared as rules are: parameters in any order, one shape for each group.
import { check } from '#app/core/language/check.ts'
import type { Given, Meaning } from '#app/core/language/meaning.ts'
import { parse } from '#app/core/language/parse.ts'
import { tidy } from '#app/core/language/tidy.ts'
import { fingerprint } from '#app/core/plan/fingerprint.ts'
import { lower } from '#app/core/plan/lower.ts'

/** The meaning of a rule that must be understood. */
export function meaningOfRule(rule: string): Meaning {
  const errors: string[] = []
  const report = (_place: unknown, { severity, message }: { severity: string; message: string }): void => {
    if (severity === 'error') errors.push(message)
  }
  const tree = parse(rule, report)
  const meaning = tree && check(tree, { report, knownTags: null, knownSegments: null, currency: 'EUR' })
  if (!meaning || errors.length > 0) throw new Error(`${rule}\n${errors.join('\n')}`)
  return meaning
}

/** The same for two meanings exactly when they have one plan. */
export function planTextOf(meaning: Meaning): string {
  return fingerprint(lower(meaning))
}

/** The same for two meanings exactly when they are one rule. */
export function ruleOf(meaning: Meaning): Meaning {
  return sorted(tidy(meaning))
}

function sorted(meaning: Meaning): Meaning {
  switch (meaning.kind) {
    case 'and': case 'or': return { ...meaning, of: meaning.of.map(sorted) }
    case 'not': return { ...meaning, of: sorted(meaning.of) }
    case 'function': return { ...meaning, parameters: byName(meaning.parameters) }
    case 'sequence': return { ...meaning, first: { ...meaning.first, parameters: byName(meaning.first.parameters) }, then: { ...meaning.then, parameters: byName(meaning.then.parameters) } }
    default: return meaning
  }
}

function byName(parameters: readonly Given[]): readonly Given[] {
  return [...parameters].sort((a, b) => (a.parameter.name < b.parameter.name ? -1 : 1))
}
