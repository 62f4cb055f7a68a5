// What the language tests ask of a rule, in short words.
import type { Problem } from '#app/core/segment.ts'
import { understand } from '#app/core/segment.ts'

/** The fingerprint of a rule that must be understood. */
export function fingerprintOf(rule: string): string {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(`${rule}\n${understood.problems.map(({ message }) => message).join('\n')}`)
  return understood.plan.fingerprint
}

export function canonicalOf(rule: string): string {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(`${rule}\n${understood.problems.map(({ message }) => message).join('\n')}`)
  return understood.canonical
}

/** `error unknown-filter 1:4`, one a problem, in order of place. */
export function complaints(rule: string): string[] {
  return understand(rule).problems.map(({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`)
}

/** The rule with every replacement that its problems offer. */
export function repaired(rule: string): string {
  const offered = understand(rule).problems.filter((problem): problem is Problem & { replacement: string } => problem.replacement !== undefined)
  return offered.toReversed().reduce((text, { start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end), rule)
}

/** `unknown-filter 4 → number_of_orders`: code, column and remedy of each problem, in order of place. */
export function answers(rule: string): string[] {
  return understand(rule).problems.map(({ code, column, replacement }) => `${code} ${column}${replacement === undefined ? '' : ` → ${replacement}`}`)
}
