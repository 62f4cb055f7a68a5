// From a rule and files to one line a customer, and to what has to be said about the answers.
import { cutsOf } from '#app/core/evaluate/cut-points.ts'
import { YES, UNKNOWN } from '#app/core/evaluate/verdict.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { Meaning } from '#app/core/language/meaning.ts'
import type { ShopTerms } from '#app/core/plan/compile.ts'
import { needsOf, type Needs } from '#app/core/plan/needs.ts'
import type { Plan } from '#app/core/plan/plan.ts'
import { answerable, missingFor } from './answerable.ts'
import { explainer } from './explain.ts'
import { Gaps } from './gaps.ts'
import { writeInstant } from './instants.ts'
import { type Files, load } from './load.ts'

export interface Question extends Omit<ShopTerms, 'productsKnown' | 'metafieldsKnown' | 'delegated' | 'cutPoints'> {
  readonly now: Instant
  /** Not after `now`. */
  readonly asOf: Instant | null
  readonly explain: boolean
}

export interface Answered {
  readonly lines: Iterable<string>
  /** For people: what is unknown, and what was left out. */
  readonly notes: readonly string[]
}

/** Throws NotUnderstood when a file cannot be read. */
export function answerFiles(rule: { readonly plan: Plan; readonly meaning: Meaning }, files: Files, { now, asOf, explain, ...shop }: Question): Answered {
  const at = asOf ?? now
  const needs = needsOf(rule.plan)
  const gaps = new Gaps(asOf)
  const { block, subject, customers, unknownOrders, again } = load(files, needs, { at, currency: shop.currency, remember: explain }, gaps.add)
  const cutPoints = needs.cutPoints ? { number: 1, at, ...cutsOf([{ block, counts: () => true }], { now: at, ...shop }) } : null
  const terms: ShopTerms = { ...shop, productsKnown: files.products !== null, metafieldsKnown: null, postcodesCut: true, cutPoints }
  const { member, until } = gaps.evaluate(answerable(rule.plan), block, terms, at)
  const reasonsOf = explainer({ meaning: rule.meaning, terms, products: block.products, now: at, known: (plan, row) => gaps.known(answerable(plan), row) })

  function* lines(): Generator<string> {
    for (let row = 0; row < block.rows; row++) {
      const number = block.numbers[row]!
      const known = subject(number)
      yield JSON.stringify({ id: customers.idOf(number), member: said(member[row]!), until: writeInstant(until[row]!), ...(known ? reasonsOf(known, row) : {}) })
    }
  }

  const notes = [
    ...missingFor(rule.plan, files),
    ...gaps.missingFor(rule.plan),
    ...(asOf !== null && readsTheTimeless(needs) ? ['Tags, addresses, metafields and reported totals are as the files have them, not as of then.'] : []),
    ...(unknownOrders > 0 ? [`Orders of unknown customers left out: ${unknownOrders}.`] : []),
    ...(again > 0 ? [`Customers listed more than once, of which the first line counts: ${again}.`] : []),
  ]
  return { lines: lines(), notes }
}

const said = (membership: number): boolean | null => (membership === UNKNOWN ? null : membership === YES)

/** Whether an answer about the past reads what a file has only as of today. */
function readsTheTimeless({ parts }: Needs): boolean {
  return (['metafields', 'tags', 'countries', 'regions', 'cities', 'places', 'numberOfOrders', 'amountSpent'] as const).some((part) => parts.has(part))
}
