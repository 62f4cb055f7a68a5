// The front door of the language: a rule's text becomes a plan, or problems with place, cause and remedy.
import { check } from '#app/core/language/check.ts'
import { lintOlder } from '#app/core/language/lint-older.ts'
import type { Meaning } from '#app/core/language/meaning.ts'
import { parse } from '#app/core/language/parse.ts'
import { isNative } from '#app/core/language/print-native.ts'
import { print } from '#app/core/language/print.ts'
import type { Report, Span, Wording } from '#app/core/language/problem.ts'
import { say } from '#app/core/language/problem.ts'
import { sentenceOf } from '#app/core/language/sentence/sentence.ts'
import type { Expression } from '#app/core/language/syntax.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import { lint } from '#app/core/plan/lints/lint.ts'
import type { OtherSegment } from '#app/core/plan/lints/lint.ts'
import { lower } from '#app/core/plan/lower.ts'
import type { Plan, PlanNode } from '#app/core/plan/plan.ts'

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

interface Answer {
  readonly problems: readonly Problem[]
  /** The rule can be pasted back into Shopify: neither its words nor its canonical text are ours. Another rule may have an equal in Shopify's words (print-native.ts). */
  readonly native: boolean
  /** The conditions only Shopify can answer, each as it is asked. */
  readonly delegated: readonly string[]
  /** The rule in plain English; null where it is not understood. */
  readonly sentence: string | null
}

export type Understood =
  | (Answer & { readonly ok: true; readonly meaning: Meaning; readonly plan: Plan; readonly canonical: string; readonly sentence: string })
  | (Answer & { readonly ok: false })

/** What helps to find mistakes; none of it changes what a rule means. */
export interface UnderstandOptions {
  /** Tags that customers carry, as spelt. */
  readonly knownTags?: readonly string[]
  /** Names of the shop's segments. Without them any name is taken. */
  readonly knownSegments?: readonly string[]
  /** The shop's other segments, to say which of them is the same. */
  readonly others?: readonly OtherSegment[]
  /** ISO 4217 code of the shop's currency. */
  readonly currency?: string
}

const LONGEST = 50_000
const LONGEST_FOR_SHOPIFY = 5_000
/** A text of nothing but mistakes has thousands; nobody reads more than these. Errors before warnings. */
const MOST_PROBLEMS = 100

/** Reads a rule. Never throws, whatever the text; problems come in the order of their places. */
export function understand(text: string, options: UnderstandOptions = {}): Understood {
  const findings: (Span & Wording)[] = []
  const report: Report = ({ start, end }, wording) => findings.push({ ...wording, start, end })
  let foreign = false
  const read = readRule(text, options, report, () => {
    foreign = true
  })
  if (!read || findings.some(({ severity }) => severity === 'error')) return { ok: false, problems: placedAll(text, findings), native: false, delegated: [], sentence: null }
  const { tree, meaning } = read
  const root = lower(meaning)
  lintOlder(tree, meaning, report)
  lint({ text, tree, meaning, others: options.others ?? [], said: findings.filter(({ code }) => CERTAIN.has(code)), report })
  return {
    ok: true,
    meaning,
    plan: planOf(root),
    canonical: print(meaning),
    problems: placedAll(text, findings),
    native: !foreign && !findings.some(({ code }) => NOT_FOR_SHOPIFY.has(code)) && isNative(meaning),
    delegated: delegatedIn(root),
    sentence: sentenceOf(meaning, { currency: options.currency ?? null }),
  }
}

/** What a rule means and asks, and nothing said about it: a fraction of the work of `understand`. Null where `understand` says that it is not ok. */
export function readPlain(text: string): { readonly meaning: Meaning; readonly plan: Plan } | null {
  let faulty = false
  const read = readRule(text, {}, (_, { severity }) => {
    faulty ||= severity === 'error'
  })
  return read && !faulty ? { meaning: read.meaning, plan: planOf(lower(read.meaning)) } : null
}

export const planOfRule = (text: string): Plan | null => readPlain(text)?.plan ?? null

const CERTAIN: ReadonlySet<string> = new Set(['never-matches', 'always-matches'])
const NOT_FOR_SHOPIFY: ReadonlySet<string> = new Set(['long-for-shopify', 'many-clauses'])

function readRule(text: string, { knownTags, knownSegments, currency }: UnderstandOptions, report: Report, foreign?: () => void): { readonly tree: Expression; readonly meaning: Meaning } | null {
  if (text.length > LONGEST) {
    report({ start: LONGEST, end: text.length }, say.tooLong(LONGEST))
    return null
  }
  if (text.length > LONGEST_FOR_SHOPIFY) report({ start: LONGEST_FOR_SHOPIFY, end: text.length }, say.longForShopify(LONGEST_FOR_SHOPIFY))
  const tree = parse(text, report)
  const meaning = tree && check(tree, { report, knownTags: knownTags ?? null, knownSegments: knownSegments ?? null, currency: currency ?? null, ...(foreign && { foreign }) })
  return tree && meaning && { tree, meaning }
}

/** Each once, in the order of the plan. */
function delegatedIn(node: PlanNode): readonly string[] {
  if (node.kind === 'delegated') return [node.clause]
  if (node.kind === 'not') return delegatedIn(node.of)
  return node.kind === 'all' || node.kind === 'any' ? [...new Set(node.of.flatMap(delegatedIn))] : []
}

function placedAll(text: string, findings: readonly (Span & Wording)[]): readonly Problem[] {
  const errorsFirst = [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
  return errorsFirst.slice(0, MOST_PROBLEMS).sort((a, b) => a.start - b.start).map((finding) => placed(text, finding))
}

function placed(text: string, finding: Span & Wording): Problem {
  const lines = text.slice(0, finding.start).split(/\r\n|\n|\r/)
  return { ...finding, line: lines.length, column: lines.at(-1)!.length }
}
