// Broken payloads and headers at the door of the running processes: none answered with 5xx, no row changed by one that is refused, and
// whatever was kept is applied by the worker, or set aside with its reason. Equal seeds, equal requests.
import { createHash, createHmac } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { everyRow } from '../tests/every-row.ts'
import { misfiled, volley } from '../tests/fuzz/volley.ts'
import { CannotGoOn } from '../scripts/setup/say.mjs'
import type { Stand } from '../scripts/stand/stand.ts'
import { report } from './report.ts'
import { onStand } from './stage.ts'

const formerSecret = 'the secret before'
const shop = 'fuzz.myshopify.com'
const endedShop = 'ended.myshopify.com'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { requests: { type: 'string', default: '200000' }, seed: { type: 'string', default: '7' } } })
  await onStand({ customers: 100, appEnv: { SHOPIFY_API_SECRET_PREVIOUS: formerSecret } }, async (stand) => {
    const url = `file:${join(stand.folder, 'strata.sqlite')}`
    const database = new Database(join(stand.folder, 'strata.sqlite'))
    const now = Date.now()
    for (const domain of [shop, endedShop]) database.prepare('INSERT INTO shops (domain, installed_at, synced_at) VALUES (?, ?, ?)').run(domain, now, now)
    database.close()
    await stand.processes.worker.stop()

    const before = await digest(url)
    const started = performance.now()
    const { knocks, statuses, faults } = await volley({
      port: Number(new URL(stand.web).port), target: { secret: stand.secret, formerSecret, shop, endedShop, now }, seed: Number(values.seed), from: 0, count: Number(values.requests),
    })
    const seconds = (performance.now() - started) / 1000
    const changed = (await digest(url)) === before ? 0 : 1
    const kept = query(stand, 'SELECT webhook_id FROM deliveries').map((row) => String(row.webhook_id))
    const wrong = [...faults, ...misfiled(knocks, kept)]

    stand.startWorker()
    await drained(stand)
    const states = Object.fromEntries(query(stand, 'SELECT state, COUNT(*) AS count FROM deliveries GROUP BY state').map((row) => [String(row.state), Number(row.count)]))
    const unexplained = query(stand, "SELECT COUNT(*) AS count FROM deliveries WHERE state = 'failed' AND COALESCE(problem, '') = '' OR attempts > 1")[0]?.count
    const next = await good(stand)
    for (const fault of wrong.slice(0, 20)) process.stdout.write(`  ${fault}\n`)
    report('fuzz', {
      requests: knocks.length, seed: Number(values.seed), seconds, faults: wrong.length, other_tables_changed: changed, kept: kept.length,
      applied: states.applied ?? 0, set_aside: states.failed ?? 0, pending: states.pending ?? 0, tried_again_or_unexplained: Number(unexplained), next_good_delivery: next,
      ...Object.fromEntries(Object.entries(statuses).map(([status, count]) => [`answered_${status}`, count])),
    })
    if (wrong.length + changed + Number(unexplained) + (states.pending ?? 0) > 0 || next !== 'applied') throw new CannotGoOn('The door or the intake did what it must not: see above.')
  })
}

/** Of every row but the inbox's. */
async function digest(url: string): Promise<string> {
  const { deliveries: _kept, ...others } = await everyRow(url)
  return createHash('sha256').update(JSON.stringify(others, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value))).digest('hex')
}

function query(stand: Stand, text: string): Record<string, unknown>[] {
  const inbox = new Database(join(stand.folder, 'inbox.sqlite'), { readonly: true })
  try {
    return inbox.prepare(text).all() as Record<string, unknown>[]
  } finally {
    inbox.close()
  }
}

/** Until nothing is pending, or nothing has moved for a minute. */
async function drained(stand: Stand): Promise<void> {
  for (let [last, still] = [-1, 0]; still < 60; still++) {
    const pending = Number(query(stand, "SELECT COUNT(*) AS count FROM deliveries WHERE state = 'pending'")[0]?.count)
    if (pending === 0) return
    if (pending !== last) still = 0
    last = pending
    await pause(1_000)
  }
}

async function good(stand: Stand): Promise<string> {
  const body = JSON.stringify({ id: 7_777_000_000_001, admin_graphql_api_id: 'gid://shopify/Customer/7777000000001', updated_at: new Date().toISOString(), email: 'x@good.example' })
  const headers = { 'x-shopify-topic': 'customers/update', 'x-shopify-shop-domain': shop, 'x-shopify-webhook-id': 'good', 'x-shopify-hmac-sha256': createHmac('sha256', stand.secret).update(body).digest('base64') }
  await fetch(`${stand.web}/webhooks`, { method: 'POST', body, headers })
  await drained(stand)
  return String(query(stand, "SELECT state FROM deliveries WHERE webhook_id = 'good'")[0]?.state)
}
