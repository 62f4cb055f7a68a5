// Tests of a number computed from a customer's own orders.
import { DAY_MS } from '#app/core/calendar/civil.ts'
import { timelessHere } from '#app/core/evaluate/attributes.ts'
import { isLarge } from '#app/core/evaluate/derived.ts'
import type { MetricTest } from '#app/core/evaluate/field-tests.ts'
import { compareToBound, fractionInRange, keeps, reaches } from '#app/core/evaluate/fraction.ts'
import type { FractionBound } from '#app/core/evaluate/fraction.ts'
import { hiddenOrders } from '#app/core/evaluate/history.ts'
import { Measure } from '#app/core/evaluate/measure.ts'
import type { OrderSums } from '#app/core/evaluate/order-sums.ts'
import { settledMetricIs } from '#app/core/evaluate/settled-metrics.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { Metric } from '#app/core/plan/plan.ts'

/** For instants from `now` on. */
export function metricScan(block: Block, test: MetricTest, now: Instant, sums: OrderSums): Scan {
  const settled = isLarge(block) && test.historyFrom === null && now >= block.lastEvent ? settledMetricIs(block, test) : null
  return settled === null ? new MetricScan(block, test, sums) : timelessHere(settled)
}

class MetricScan implements Scan {
  readonly costly = true
  timed = true
  #block: Block
  readonly #test: MetricTest
  readonly #measure: Measure
  #now: Instant = -Infinity

  constructor(block: Block, test: MetricTest, sums: OrderSums) {
    this.#block = block
    this.#test = test
    this.#measure = new Measure(block, sums, test.metric, test.zone)
  }

  rebind(block: Block): boolean {
    if (isLarge(block)) return false
    this.#block = block
    this.#measure.turnTo(block)
    return true
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#measure.moveTo(now)
    this.timed = this.#test.metric === 'overdueRatio' || now < this.#block.lastEvent
  }

  answer(from: number, _to: number, { entries, count }: Rows, { answer }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      this.#measure.of(from + entry)
      answer[entry] = this.#judge(from + entry)
    }
  }

  bound(from: number, _to: number, { entries, count }: Rows, { answer, bound, exact }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      const row = from + entry
      const event = this.#measure.nextEvent(row)
      const crossing = this.#crossing(row, answer[entry]!)
      bound[entry] = Math.min(event, crossing)
      exact[entry] = +(crossing < event)
    }
  }

  /** Of the customer measured last. */
  #judge(row: number): Membership {
    const { numerator, denominator } = this.#measure
    const { metric, range, historyFrom } = this.#test
    const hidden = historyFrom !== null && hiddenOrders(this.#block, row)
    if (range === null) return denominator > 0 ? YES : hidden ? UNKNOWN : NO
    if (!hidden) return denominator > 0 && fractionInRange(numerator, denominator, range) ? YES : NO
    if (!growing.has(metric)) return UNKNOWN
    const { min, max } = range
    if (max !== null && !keeps(compareToBound(numerator, denominator, max), max)) return NO
    return max === null && (min === null || reaches(compareToBound(numerator, denominator, min), min)) ? YES : UNKNOWN
  }

  /** When the ratio that grows with the clock comes into the range, or leaves it. */
  #crossing(row: number, answer: number): Instant {
    const { metric, range } = this.#test
    if (metric !== 'overdueRatio' || range === null || answer === UNKNOWN) return Infinity
    this.#measure.of(row)
    const { denominator, lastOrder } = this.#measure
    if (denominator === 0) return Infinity
    const gap = BigInt(denominator / DAY_MS)
    const enters = range.min === null ? -Infinity : firstFrom(lastOrder, gap, range.min, range.min.inclusive)
    const leaves = range.max === null ? Infinity : firstFrom(lastOrder, gap, range.max, !range.max.inclusive)
    if (answer === YES) return leaves
    return enters > this.#now && enters < leaves ? enters : Infinity
  }
}

/** The first instant at which the ratio is at the bound (`at`), or beyond it. `gap` is twice the median. */
function firstFrom(lastOrder: Instant, gap: bigint, { numerator, denominator }: FractionBound, at: boolean): Instant {
  const exact = numerator * gap * BigInt(DAY_MS)
  const unit = 2n * denominator
  const floor = exact >= 0n ? exact / unit : -((-exact + unit - 1n) / unit)
  return lastOrder + Number(at && floor * unit === exact ? floor : floor + 1n)
}

/** More orders can only add to it. */
const growing: ReadonlySet<Metric> = new Set(['ordersCounted', 'grossSpent', 'refundedAmount', 'distinctProducts'] as const)
