// The first answer of a preview while nothing of the shop is in memory: an estimate, and beside it the exact count it stands for.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { migrate } from '#app/db/migrate.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import { report } from './report.ts'
import { fillStore, SHOP } from './stored-shop.ts'

const NOW = Date.UTC(2026, 10, 22, 12)

const rules = ['last_order_date >= -90d', 'number_of_orders >= 3', "orders_placed MATCHES (date >= -180d, count >= 2)", 'net_spent >= 200', "products_purchased MATCHES (id = 42)"]

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '1000000' } } })
  const customers = Number(values.customers)
  const folder = mkdtempSync(join(tmpdir(), 'strata-estimate-'))
  const url = `file:${join(folder, 'strata.sqlite')}`
  try {
    await migrate(url)
    const orders = fillStore(join(folder, 'strata.sqlite'), customers, NOW)
    report('estimate', { customers, orders, ...(await measured(url)) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(url: string): Promise<Record<string, number | boolean>> {
  const engine = openEngine({ databaseUrl: url, memoryBytes: 512 * 1024 * 1024, onCrash: (why) => { throw new Error(why) } })
  const figures: Record<string, number | boolean> = {}
  try {
    const begun = performance.now()
    await engine.evaluate({ shop: SHOP, numbers: [], now: NOW })
    figures.thread_start_ms = performance.now() - begun
    const estimates = []
    for (const [nth, rule] of rules.entries()) {
      const start = performance.now()
      const worked = process.cpuUsage()
      estimates.push(await engine.estimate({ shop: SHOP, rule, segment: null, now: NOW }))
      figures[`rule_${nth + 1}_ms`] = performance.now() - start
      const { user, system } = process.cpuUsage(worked)
      figures[`rule_${nth + 1}_cpu_ms`] = (user + system) / 1000
    }
    const start = performance.now()
    let covered = 0
    for (const [nth, rule] of rules.entries()) {
      const { count } = await engine.preview({ shop: SHOP, rule, segment: null, now: NOW })
      if (nth === 0) figures.first_exact_ms = performance.now() - start
      const told = estimates[nth]?.count
      covered += +(told !== undefined && told.from <= count && count <= told.to)
    }
    return { ...figures, rules: rules.length, intervals_that_hold: covered }
  } finally {
    await engine.close()
  }
}
