// From a rule and files to the rule's size through time, and to what has to be said about it.
import { backtest } from '#app/core/evaluate/backtest.ts'
import { firstDeed, pointsOf, type Step } from '#app/core/evaluate/backtest-points.ts'
import { cutsOf } from '#app/core/evaluate/cut-points.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { Part } from '#app/core/facts/parts.ts'
import { asTodayIn } from '#app/core/plan/as-today.ts'
import { compile, type ShopTerms } from '#app/core/plan/compile.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import type { Plan, PlanTest } from '#app/core/plan/plan.ts'
import { answerable, missingFor, withUnknown } from './answerable.ts'
import { writeInstant } from './instants.ts'
import { type Files, load } from './load.ts'

export interface PastQuestion extends Pick<ShopTerms, 'zone' | 'currency' | 'historyFrom'> {
  readonly now: Instant
  /** Not after `now`; null for the first order. */
  readonly from: Instant | null
  readonly step: Step
}

/** Throws NotUnderstood when a file cannot be read. */
export function backtestFiles(plan: Plan, files: Files, { now, from, step, ...shop }: PastQuestion): { readonly lines: readonly string[]; readonly notes: readonly string[] } {
  const needs = needsOf(plan)
  let notesTold = true
  const { block, unknownOrders } = load(files, { ...needs, parts: new Set<Part>([...needs.parts, 'orders']) }, { at: now, currency: shop.currency, remember: false }, ({ note }) => { notesTold &&= note !== undefined })
  const populations = [{ block, counts: () => true }]
  const cutPoints = needs.cutPoints ? { number: 1, at: now, ...cutsOf(populations, { now, ...shop }) } : null
  const program = compile(withUnknown(answerable(plan), (test) => notesTold || !asksNote(test)), { ...shop, productsKnown: files.products !== null, metafieldsKnown: null, postcodesCut: true, cutPoints })
  const first = from ?? firstDeed(populations)
  const instants = first === null ? new Float64Array() : pointsOf(shop.zone, { from: Math.min(first, now), to: now, step })
  const pass = backtest(program, populations, instants)
  let done = pass.next()
  while (!done.done) done = pass.next()
  const { members, unknown, entered, left, customers } = done.value
  const asToday = asTodayIn(plan)
  return {
    lines: Array.from(instants, (at, point) => JSON.stringify({
      at: writeInstant(at), members: members[point], unknown: unknown[point], entered: entered[point], left: left[point], customers: customers[point],
    })),
    notes: [
      ...missingFor(plan, files),
      ...(!notesTold && needs.parts.has('hasNote') ? ['The customers file does not say of everyone whether there is a note: unknown here.'] : []),
      ...(asToday.length > 0 ? [`As the files have them, not as of then: ${asToday.join(', ')}.`] : []),
      ...(unknownOrders > 0 ? [`Orders of unknown customers left out: ${unknownOrders}.`] : []),
    ],
  }
}

const asksNote = (test: PlanTest): boolean => test.kind === 'flag' && test.column === 'hasNote'
