// The second process of the door benchmark: signed webhooks at a steady rate, each with an id of its own, and the time each took.
// Arguments: address, secret, shop, rate a second, seconds, seconds of warm-up. Prints one JSON line: the warm-up, in which three fresh
// processes are still being compiled, is counted and reported apart.
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { quantile } from './report.ts'

const [address = '', secret = '', shop = '', rate = '0', seconds = '0', warmUp = '0'] = process.argv.slice(2)
const target = new URL('/webhooks', address)
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const took: number[] = []
const tookCold: number[] = []
const statuses: Record<string, number> = {}
let failed = 0
const cold = Number(rate) * Number(warmUp)
const total = cold + Number(rate) * Number(seconds)

function payload(index: number): string {
  const at = new Date(Date.now() - 1000).toISOString()
  const id = 7_000_000_000_000 + (index % 5000)
  return JSON.stringify({
    id, admin_graphql_api_id: `gid://shopify/Customer/${id}`, created_at: at, updated_at: at, state: 'enabled', note: null, verified_email: true,
    email: `load-${index}@example.com`, first_name: 'Load', last_name: 'Test', phone: null, currency: 'EUR', tax_exempt: false,
    addresses: [{ id: 1, customer_id: id, city: 'Berlin', province: 'Berlin', province_code: 'BE', country_code: 'DE', zip: '10115', default: true }],
    default_address: { id: 1, city: 'Berlin', province_code: 'BE', country_code: 'DE', zip: '10115' },
  })
}

function send(index: number): Promise<void> {
  const body = payload(index)
  const started = performance.now()
  return new Promise((resolve) => {
    const call = request(target, {
      method: 'POST', agent,
      headers: {
        'content-type': 'application/json', 'content-length': Buffer.byteLength(body),
        'x-shopify-topic': 'customers/update', 'x-shopify-shop-domain': shop, 'x-shopify-api-version': '2026-07',
        'x-shopify-webhook-id': `load-${process.pid}-${index}`, 'x-shopify-event-id': `event-${index}`, 'x-shopify-triggered-at': new Date().toISOString(),
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      },
    }, (answer) => {
      answer.resume()
      answer.on('end', () => {
        const times = index < cold ? tookCold : took
        times.push(performance.now() - started)
        statuses[String(answer.statusCode)] = (statuses[String(answer.statusCode)] ?? 0) + 1
        resolve()
      })
    })
    call.on('error', () => {
      failed += 1
      resolve()
    })
    call.end(body)
  })
}

const begun = performance.now()
const open: Promise<void>[] = []
await new Promise<void>((resolve) => {
  let sent = 0
  const timer = setInterval(() => {
    const wanted = Math.min(total, Math.floor(((performance.now() - begun) / 1000) * Number(rate)))
    while (sent < wanted) open.push(send(sent++))
    if (sent < total) return
    clearInterval(timer)
    resolve()
  }, 4)
})
await Promise.all(open)
const elapsed = (performance.now() - begun) / 1000
took.sort((a, b) => a - b)
tookCold.sort((a, b) => a - b)
agent.destroy()
const used = process.cpuUsage()
process.stdout.write(`${JSON.stringify({ sent: total, failed, statuses, perSecond: (took.length + tookCold.length) / elapsed, p50: quantile(took, 0.5), p95: quantile(took, 0.95), p99: quantile(took, 0.99), max: took.at(-1) ?? null, coldP99: quantile(tookCold, 0.99), cpuSeconds: (used.user + used.system) / 1e6 })}\n`)
