// Tests of orders and of products bought, as one kind of test over a customer's events.
import type { Zone } from '#app/core/calendar/zone.ts'
import type { EventTest, IntegerRange, LineFilter, Window, Windows } from '#app/core/evaluate/program.ts'
import { judge, leastTally } from '#app/core/evaluate/having.ts'
import { NOTHING } from '#app/core/evaluate/tally.ts'
import { YES } from '#app/core/evaluate/verdict.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { foldCase } from '#app/core/membership/tag-name.ts'
import { decimalsOf } from '#app/core/money.ts'
import { compileHaving, compileRange } from '#app/core/plan/compile-range.ts'
import { compileWindow, complement, opensNever } from '#app/core/plan/compile-window.ts'
import type { DateRange, LineCondition, NumberRange, OrderCondition, PlanTest } from '#app/core/plan/plan.ts'

interface Terms {
  readonly zone: Zone
  readonly currency: string
  readonly historyFrom: Instant | null
}

type EventPlan = Extract<PlanTest, { kind: 'orders' | 'products' }>

/** A boolean when the answer does not depend on any order. */
export function compileEvents(test: EventPlan, shop: Terms): EventTest | boolean {
  const decimals = decimalsOf(shop.currency)
  const having = test.having.length > 0
    ? test.having.map((one) => compileHaving(one, decimals))
    : [{ of: 'count', min: 1, max: Infinity, negated: false } as const]
  const dates = conditions<OrderCondition | LineCondition, 'date'>(test.where, 'date')
  if (dates.some(({ range, negated }) => !negated && opensNever(range, shop.zone))) return judge(having, NOTHING, false) === YES
  const least = leastTally(having)
  if (least && judge(having, NOTHING, false) === YES) return true
  const windows = compileWindows(dates, shop.zone)
  return {
    kind: 'events',
    windows,
    amounts: conditions<OrderCondition | LineCondition, 'amount'>(test.where, 'amount').map((condition) => ranged(condition, decimals)),
    sources: test.where.flatMap((one) => (one.on === 'app' || one.on === 'location' ? [one] : [])),
    lines: test.kind === 'products' ? compileLines(test.where) : null,
    having,
    least,
    reachEnds: shop.historyFrom === null ? -Infinity : reachEnds(windows, shop.historyFrom),
  }
}

function compileLines(where: readonly LineCondition[]): LineFilter {
  return {
    products: conditions(where, 'product').map(({ ids, negated }) => ({ ids: new Set(ids), negated })),
    tags: conditions(where, 'productTag').map(({ value, negated }) => ({ tag: foldCase(value), negated })),
    quantities: conditions(where, 'quantity').map((condition) => ranged(condition, 0)),
  }
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

/** An order before `historyFrom` lies outside as soon as one window begins at `historyFrom` or later. */
function reachEnds({ inside }: Windows, historyFrom: Instant): Instant {
  return inside.reduce((ends, { from }) => Math.min(ends, from.past(historyFrom - 1)), Infinity)
}

function ranged({ range, negated }: { range: NumberRange, negated: boolean }, decimals: number): IntegerRange & { negated: boolean } {
  return { ...compileRange(range, decimals), negated }
}

function conditions<C extends OrderCondition | LineCondition, On extends C['on']>(where: readonly C[], on: On): Extract<C, { on: On }>[] {
  return where.filter((one): one is Extract<C, { on: On }> => one.on === on)
}
