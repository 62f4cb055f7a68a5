// The front door of the language: a rule's text becomes a plan, or problems with place, cause and remedy.
import { check } from '#app/core/language/check.ts'
import { parse } from '#app/core/language/parse.ts'
import { print } from '#app/core/language/print.ts'
import type { Report, Span, Wording } from '#app/core/language/problem.ts'
import { say } from '#app/core/language/problem.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import { lower } from '#app/core/plan/lower.ts'
import type { Plan } from '#app/core/plan/plan.ts'

/** A mistake or a warning, tied to a place in the merchant's text. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  /** Stable name, for tests and for help links, e.g. `unknown-filter`. */
  readonly code: string
  /** What is wrong and what to do, in one or two sentences a merchant understands. */
  readonly message: string
  /** UTF-16 offsets into the text as given: [start, end). */
  readonly start: number
  readonly end: number
  /** 1-based line and 0-based column, as Shopify's own messages count them. */
  readonly line: number
  readonly column: number
  /** Text to put in place of [start, end), when there is one obvious remedy. */
  readonly replacement?: string
}

export type Understood =
  | { readonly ok: true; readonly plan: Plan; readonly canonical: string; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** What helps to find mistakes; none of it changes what a rule means. */
export interface UnderstandOptions {
  /** Tags that customers carry, as spelt. */
  readonly knownTags?: readonly string[]
  /** ISO 4217 code of the shop's currency. */
  readonly currency?: string
}

const LONGEST = 50_000
const LONGEST_FOR_SHOPIFY = 5_000
/** A text of nothing but mistakes has thousands; nobody reads more than these. */
const MOST_PROBLEMS = 100

/** Reads a rule. Never throws, whatever the text; problems come in the order of their places. */
export function understand(text: string, options: UnderstandOptions = {}): Understood {
  const findings: (Span & Wording)[] = []
  const meaning = read(text, options, ({ start, end }, wording) => findings.push({ ...wording, start, end }))
  const failed = findings.some(({ severity }) => severity === 'error')
  const inOrder = findings.sort((a, b) => a.start - b.start)
  const problems = inOrder.slice(0, MOST_PROBLEMS).map((finding) => placed(text, finding))
  if (failed || !meaning) return { ok: false, problems }
  return { ok: true, plan: planOf(lower(meaning)), canonical: print(meaning), problems }
}

function read(text: string, { knownTags, currency }: UnderstandOptions, report: Report): ReturnType<typeof check> {
  if (text.length > LONGEST) {
    report({ start: LONGEST, end: text.length }, say.tooLong(LONGEST))
    return null
  }
  if (text.length > LONGEST_FOR_SHOPIFY) report({ start: LONGEST_FOR_SHOPIFY, end: text.length }, say.longForShopify(LONGEST_FOR_SHOPIFY))
  const tree = parse(text, report)
  return tree && check(tree, { report, knownTags: knownTags ?? null, currency: currency ?? null })
}

function placed(text: string, finding: Span & Wording): Problem {
  const lines = text.slice(0, finding.start).split(/\r\n|\n|\r/)
  return { ...finding, line: lines.length, column: lines.at(-1)!.length }
}
