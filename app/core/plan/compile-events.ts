// Tests of orders, of products bought, of refunds and of checkouts, as one kind of test over a customer's events.
import type { Zone } from '#app/core/calendar/zone.ts'
import type { EventTerms, EventTest, Window, Windows } from '#app/core/evaluate/program.ts'
import { judge, leastTally } from '#app/core/evaluate/having.ts'
import { NOTHING } from '#app/core/evaluate/tally.ts'
import { YES } from '#app/core/evaluate/verdict.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { decimalsOf } from '#app/core/money.ts'
import { compileConditions } from '#app/core/plan/compile-conditions.ts'
import { compileHaving } from '#app/core/plan/compile-range.ts'
import { compileWindow, complement, opensNever } from '#app/core/plan/compile-window.ts'
import type { DateRange, EventsTest, SequenceStep } from '#app/core/plan/plan.ts'

export interface Terms {
  readonly zone: Zone
  readonly currency: string
  readonly historyFrom: Instant | null
}

/** A boolean when the answer does not depend on any event. */
export function compileEvents(test: EventsTest, shop: Terms): EventTest | boolean {
  const having = test.having.length > 0
    ? test.having.map((one) => compileHaving(one, decimalsOf(shop.currency)))
    : [{ of: 'count', min: 1, max: Infinity, negated: false } as const]
  const terms = compileTerms(test, shop)
  if (!terms) return judge(having, NOTHING, false) === YES
  const least = leastTally(having)
  if (least && judge(having, NOTHING, false) === YES) return true
  return { kind: 'events', ...terms, having, least }
}

/** Null when no event can ever lie in the windows. */
export function compileTerms({ of, where }: SequenceStep, shop: Terms): EventTerms | null {
  const dates = where.filter((one) => one.on === 'date')
  if (dates.some(({ range, negated }) => !negated && opensNever(range, shop.zone))) return null
  const windows = compileWindows(dates, shop.zone)
  const historyFrom = of === 'checkouts' ? null : shop.historyFrom
  return {
    of, windows, historyFrom,
    conditions: compileConditions(of, where, shop),
    reachEnds: historyFrom === null ? -Infinity : of === 'refunds' ? Infinity : reachEnds(windows, historyFrom),
  }
}

/** Whether a step asks what a product is, more than its id. */
export function asksProducts({ where }: SequenceStep): boolean {
  return where.some(({ on }) => on === 'productTag' || on === 'title' || on === 'productType' || on === 'vendor' || on === 'collection')
}

function compileWindows(dates: readonly { range: DateRange, negated: boolean }[], zone: Zone): Windows {
  const inside: Window[] = []
  const outside: Window[] = []
  for (const { range, negated } of dates) {
    const window = compileWindow(range, zone)
    // Outside a window with one end is inside the window on its other side.
    const other = negated ? complement(window) : window
    if (other) inside.push(other)
    else outside.push(window)
  }
  return {
    inside, outside,
    fixed: [...inside, ...outside].every(({ from, to }) => from.fixed && to.fixed),
    onlyLeave: outside.length === 0 && inside.every(({ to }) => to.fixed),
  }
}

/** An order before `historyFrom` lies outside as soon as one window begins at `historyFrom` or later. A refund of one may come at any time. */
function reachEnds({ inside }: Windows, historyFrom: Instant): Instant {
  return inside.reduce((ends, { from }) => Math.min(ends, from.past(historyFrom - 1)), Infinity)
}
