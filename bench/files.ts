// `strata evaluate` over the files of a large store: how long a rule takes, and the memory at its peak.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type BulkFiles, FILES_NOW, writeBulkFiles } from './bulk-files.ts'
import { memoryOf } from './process-memory.ts'
import { report } from './report.ts'

const rules: Readonly<Record<string, string>> = {
  attributes: "number_of_orders >= 2 AND customer_tags CONTAINS 'vip' AND customer_countries CONTAINS 'DE'",
  orders: 'last_order_date < -90d AND orders_placed MATCHES (date >= -2y, count >= 2)',
  lines: "products_purchased MATCHES (tag = 'tag-3', date >= -1y) AND amount_spent > 100",
  details: "orders_placed MATCHES (discount_code = 'AUTUMN10') AND net_spent > 200 AND products_purchased MATCHES (sku = 'SKU-7', line_amount > 10)",
}
const command = fileURLToPath(new URL('../scripts/strata.ts', import.meta.url))

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '200000' } } })
  const folder = mkdtempSync(join(tmpdir(), 'strata-files-'))
  try {
    const files = writeBulkFiles(folder, Number(values.customers))
    const figures: Record<string, number> = { ...files.counts }
    for (const [name, rule] of Object.entries(rules)) Object.assign(figures, await measure(name, rule, files))
    report('files', figures)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(name: string, rule: string, { customers, orders, products }: BulkFiles): Promise<Record<string, number>> {
  const start = performance.now()
  const args = ['evaluate', '--customers', customers, '--orders', orders, '--products', products, '--rule', rule, '--now', new Date(FILES_NOW).toISOString(), '--timezone', 'Europe/Berlin']
  const child = spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const look = setInterval(() => { peak = Math.max(peak, peakOf(child.pid)) }, 50)
  const code = await new Promise((done) => child.on('exit', done))
  clearInterval(look)
  if (code !== 0) throw new Error(`evaluate ended with ${String(code)}`)
  return { [`${name}_seconds`]: (performance.now() - start) / 1000, [`${name}_peak_mib`]: peak }
}

/** 0 for a process that has just ended. */
function peakOf(pid: number | undefined): number {
  try {
    return memoryOf(pid).peak || 0
  } catch {
    return 0
  }
}
