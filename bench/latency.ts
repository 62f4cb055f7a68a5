// From an event in the store to the tag acknowledged by the store: each customer buys once, and gets a tag for it.
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { install, strata } from '../tests/prove/prove.ts'
import { untilQuiet } from '../tests/prove/quiet.ts'
import { post, readState, readTagWrites, storeNow } from '../tests/prove/store-state.ts'
import { quantile, report } from './report.ts'
import { onStand } from './stage.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rate: { type: 'string', default: '20' }, seconds: { type: 'string', default: '60' }, plan: { type: 'string', default: 'plus' } } })
  const rate = Number(values.rate)
  const count = rate * Number(values.seconds)
  await onStand({ customers: Math.max(10_000, count * 2), plan: values.plan }, async (stand) => {
    const now = () => storeNow(stand.admin)
    await install(stand)
    await untilQuiet(stand, now, 600_000)
    await strata(stand, 'segments', 'create', '--shop', stand.shop, '--name', 'Bought within the hour', '--rule', 'orders_placed MATCHES (date >= -60min)', '--tag', 'just-bought', '--state', 'on')
    await untilQuiet(stand, now, 300_000)
    const state = await readState(stand.admin)
    const hourAgo = (await now()) - 3_600_000
    const buyers = [...state.customers.values()].filter((customer) => customer.mergedInto === null && !(state.ordersOf.get(customer.id) ?? []).some((order) => order.processedAt > hourAgo)).slice(0, count)
    const bought = new Map<number, number>()
    const begun = performance.now()
    for (const [index, customer] of buyers.entries()) {
      await sleep(Math.max(0, begun + (index * 1000) / rate - performance.now()))
      bought.set(customer.id, await now())
      await post(`${stand.admin}/_sim/event`, { kind: 'order', customerId: customer.id })
    }
    await untilQuiet(stand, now, 120_000)
    const tagged = new Map<number, number>()
    for (const write of await readTagWrites(stand.admin)) {
      if (write.by === 'app' && write.added.includes('just-bought') && !tagged.has(write.customerId)) tagged.set(write.customerId, write.at)
    }
    // Some orders come from other systems with a date days ago: of those the rule says nothing.
    const after = await readState(stand.admin)
    const due = [...bought].filter(([id]) => (after.ordersOf.get(id) ?? []).some((order) => order.processedAt > hourAgo))
    const took = due.map(([id, at]) => (tagged.get(id) ?? Number.POSITIVE_INFINITY) - at).sort((a, b) => a - b)
    report('latency', {
      plan: values.plan, events_a_second: rate, events: bought.size, backdated_orders: bought.size - due.length, due: due.length, tagged: due.filter(([id]) => tagged.has(id)).length,
      p50_ms: Math.round(quantile(took, 0.5)), p95_ms: Math.round(quantile(took, 0.95)), p99_ms: Math.round(quantile(took, 0.99)), max_ms: Math.round(took.at(-1) ?? Number.NaN),
    })
  })
}
