// A rule as text that Shopify accepts, in either of its dialects, or every condition that keeps it from being one.
import type { Condition, Meaning } from './meaning.ts'
import { printLegacyCondition, whyNotLegacy } from './print-legacy.ts'
import { whyNotNative } from './print-native-clause.ts'
import { comparesDateFreely } from './native-days.ts'
import { nativeForm } from './print-native-form.ts'
import { printCondition, printWith } from './print.ts'
import { relationOf } from './relation.ts'
import { tidy } from './tidy.ts'

/** `current`: `f MATCHES (p = v)`. `legacy`: `f(p: v) = true`, which interfaces before 2026-10 take. */
export type Dialect = 'current' | 'legacy'

export interface Obstacle {
  /** The condition as it stands in the canonical text; null where the rule as a whole is meant. */
  readonly clause: string | null
  /** A sentence for the merchant. */
  readonly why: string
}

export type NativeText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly obstacles: readonly Obstacle[] }

const MOST_CLAUSES = 10
const LONGEST = 5_000

/** The text means the same for every customer; it is not always the canonical one. */
export function printNative(meaning: Meaning, dialect: Dialect): NativeText {
  const obstacles = obstaclesIn(tidy(meaning), false, dialect)
  if (obstacles.length > 0) return { ok: false, obstacles }
  const form = tidy(nativeForm(meaning))
  const text = printWith(form, dialect === 'legacy' ? printLegacyCondition : printCondition)
  const clauses = countClauses(form)
  const limits: readonly Obstacle[] = [
    ...(clauses > MOST_CLAUSES ? [{ clause: null, why: `Shopify takes at most ${MOST_CLAUSES} conditions; this rule needs ${clauses}.` }] : []),
    ...(text.length > LONGEST ? [{ clause: null, why: `Shopify takes at most ${LONGEST} characters; this rule needs ${text.length}.` }] : []),
  ]
  return limits.length > 0 ? { ok: false, obstacles: limits } : { ok: true, text }
}

/** Whether the canonical text is Shopify's own language. Where it is not, `printNative` may still have other words for it. */
export function isNative(meaning: Meaning): boolean {
  return saysNothingOfOurs(meaning) && printNative(meaning, 'current').ok
}

/** Shopify has no IN and no NOT BETWEEN after a field, and fewer comparisons of a metafield's date. */
function saysNothingOfOurs(meaning: Meaning): boolean {
  switch (meaning.kind) {
    case 'and':
    case 'or':
      return meaning.of.every(saysNothingOfOurs)
    case 'not':
      return saysNothingOfOurs(meaning.of)
    case 'field': {
      const { relation, values } = relationOf(meaning)
      return relation !== 'NOT BETWEEN' && !comparesDateFreely(meaning) && (relation.includes('BETWEEN') || values.length <= 1)
    }
    default:
      return true
  }
}

/** `negated`: under an odd number of NOTs. */
function obstaclesIn(meaning: Meaning, negated: boolean, dialect: Dialect): readonly Obstacle[] {
  switch (meaning.kind) {
    case 'and':
    case 'or':
      return meaning.of.flatMap((part) => obstaclesIn(part, negated, dialect))
    case 'not':
      return obstaclesIn(meaning.of, !negated, dialect)
    default:
      return whyNot(meaning, negated, dialect).map((why) => ({ clause: printCondition(meaning), why }))
  }
}

function whyNot(condition: Condition, negated: boolean, dialect: Dialect): readonly string[] {
  const form = nativeForm(condition, negated)
  const foreign = whyNotNative(form)
  return foreign.length > 0 || dialect === 'current' ? foreign : whyNotLegacy(form)
}

function countClauses(meaning: Meaning): number {
  if (meaning.kind === 'and' || meaning.kind === 'or') return meaning.of.reduce((sum, part) => sum + countClauses(part), 0)
  return meaning.kind === 'not' ? countClauses(meaning.of) : 1
}
