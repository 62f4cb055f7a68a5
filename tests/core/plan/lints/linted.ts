// A rule with what the lints say of it, and the rule once everything they would leave out is left out.
import { check } from '#app/core/language/check.ts'
import { parse } from '#app/core/language/parse.ts'
import type { Report, Span, Wording } from '#app/core/language/problem.ts'
import { lint } from '#app/core/plan/lints/lint.ts'
import { lower } from '#app/core/plan/lower.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'

export type Finding = Span & Wording

export function read(rule: string): { readonly tree: NonNullable<ReturnType<typeof parse>>; readonly meaning: NonNullable<ReturnType<typeof check>> } {
  const report: Report = (_, { severity, message }) => {
    if (severity === 'error') throw new Error(`${rule}\n${message}`)
  }
  const tree = parse(rule, report)
  const meaning = tree && check(tree, { report, knownTags: null, knownSegments: null, currency: null })
  if (!tree || !meaning) throw new Error(`${rule}\ncannot be read`)
  return { tree, meaning }
}

export function planOfRule(rule: string): PlanNode {
  return lower(read(rule).meaning)
}

/** `others`: names and rules of other segments; `said`: where the checker spoke already. */
export function findings(rule: string, others: Readonly<Record<string, string>> = {}, said: readonly Span[] = []): readonly Finding[] {
  const found: Finding[] = []
  const segments = Object.entries(others).map(([name, text]) => ({ name, root: planOfRule(text) }))
  lint({ text: rule, ...read(rule), others: segments, said, report: (place, wording) => found.push({ ...wording, ...place }) })
  return found.sort((a, b) => a.start - b.start)
}

/** Each finding as its code and the text it is about. */
export function told(rule: string, others?: Readonly<Record<string, string>>): readonly string[] {
  return findings(rule, others).map(({ code, start, end }) => `${code}: ${rule.slice(start, end).trim()}`)
}

export function repaired(rule: string): string {
  return findings(rule).filter(({ replacement }) => replacement !== undefined).toReversed()
    .reduce((text, { start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end), rule)
}
