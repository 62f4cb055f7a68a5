// The size of a rule on every day of the past months: one pass over flips, and beside it some of the days asked one by one, which must agree.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { backtest, type Sizes } from '#app/core/evaluate/backtest.ts'
import { pointsOf } from '#app/core/evaluate/backtest-points.ts'
import { membersOf } from '#app/core/evaluate/evaluate.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { YES } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import { compile } from '#app/core/plan/compile.ts'
import { understand } from '#app/core/segment.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { report } from './report.ts'
import { madeUpStore } from './made-up-store.ts'

const NOW = Date.parse('2026-11-22T12:00:00+01:00')
const DAY = 86_400_000

/** Of the kinds of the workload: dates, counts and sums in windows, products, shares, attributes, sequences. */
const rules: Readonly<Record<string, string>> = {
  last_order: 'last_order_date >= -90d',
  lapsed: 'orders_counted = 1 AND last_order_date < -120d',
  count_in_window: 'orders_placed MATCHES (date >= -180d, count >= 2)',
  sum_in_window: 'orders_placed MATCHES (date >= -365d, sum_amount >= 500)',
  net_spent: 'net_spent >= 500',
  refund_share: 'orders_counted >= 3 AND refund_share > 0.2',
  first_order_in_november: 'first_order_date BETWEEN 2025-11-01 AND 2025-11-30',
  products_in_window: "products_purchased MATCHES (tag = 'tag7', date >= -180d, count >= 2)",
  ever_bought: 'products_purchased MATCHES (id = 42)',
  never_bought: "orders_counted >= 2 AND NOT products_purchased MATCHES (tag = 'tag3')",
  joined: "customer_language = 'de' AND customer_added_date >= -730d",
  not_yet: "orders_counted = 0 AND email_subscription_status = 'SUBSCRIBED' AND customer_added_date < -30d",
  mixed: "customer_countries CONTAINS 'US' AND orders_counted >= 3 AND last_order_date >= -90d AND customer_tags NOT CONTAINS 'vip'",
}

/** Days asked one by one too. */
const CHECKED = 12

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '100000' }, months: { type: 'string', default: '24' } } })
  const customers = Number(values.customers)
  const zone = zoneTable('Europe/Berlin')
  const block = madeUpStore(customers, NOW)
  const instants = pointsOf(zone, { from: NOW - (Number(values.months) * 365.25 * DAY) / 12, to: NOW, step: 'day' })
  const figures: Record<string, number | boolean> = {}
  let equal = true
  let worst = 0
  let most = 0
  let oneByOne = 0
  for (const [name, rule] of Object.entries(rules)) {
    const understood = understand(rule, { currency: 'EUR' })
    if (!understood.ok) throw new Error(`${rule}: ${understood.problems.map(({ message }) => message).join(' ')}`)
    const program = compile(understood.plan, { zone, currency: 'EUR', historyFrom: null, productsKnown: true, metafieldsKnown: null })
    const start = performance.now()
    const worked = process.cpuUsage()
    const { sizes, longest } = through(program, block, instants)
    figures[`${name}_ms`] = performance.now() - start
    const { user, system } = process.cpuUsage(worked)
    figures[`${name}_cpu_ms`] = (user + system) / 1000
    most = Math.max(most, (user + system) / 1000)
    figures[`${name}_longest_stretch_ms`] = longest
    figures[`${name}_members_now`] = sizes.members.at(-1) ?? 0
    worst = Math.max(worst, figures[`${name}_ms`] as number)
    const slow = performance.now()
    for (let nth = 0; nth < CHECKED; nth++) equal = agrees(program, block, instants, sizes, Math.round((nth * (instants.length - 1)) / (CHECKED - 1))) && equal
    oneByOne = Math.max(oneByOne, ((performance.now() - slow) * instants.length) / CHECKED)
  }
  report('backtest', { customers, orders: block.orders.at.length, lines: block.lines.product.length, points: instants.length, ...figures, slowest_ms: worst, slowest_cpu_ms: most, day_by_day_slowest_ms: oneByOne, equal })
}

function through(program: Program, block: Block, instants: Float64Array): { sizes: Sizes; longest: number } {
  const pass = backtest(program, [{ block, counts: () => true }], instants)
  let longest = 0
  for (let before = performance.now(); ; ) {
    const { done, value } = pass.next()
    const after = performance.now()
    longest = Math.max(longest, after - before)
    before = after
    if (done) return { sizes: value, longest }
  }
}

function agrees(program: Program, block: Block, instants: Float64Array, { members }: Sizes, point: number): boolean {
  const [answers] = membersOf([program], block, instants[point]!)
  return answers!.reduce((count, answer) => count + +(answer === YES), 0) === members[point]
}
