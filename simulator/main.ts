// The simulator's process: the pretend Shopify with its admin on one port, the proxy in front of the app on another.
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { handleControl } from '#simulator/control/control.ts'
import { handleFace } from '#simulator/face/face.ts'
import { createFront } from '#simulator/front/proxy.ts'
import { readKept, writeKept } from '#simulator/keep.ts'
import { mintIdToken } from '#simulator/platform/auth/id-token.ts'
import { adminSchema } from '#simulator/platform/graphql/schema.ts'
import { handlePlatform } from '#simulator/platform/platform.ts'
import { closePlatform, platformOf } from '#simulator/platform/state.ts'
import { isPlan } from '#simulator/store/plans.ts'
import { seedStore } from '#simulator/store/seed-store.ts'
import { readAppConfiguration } from '#simulator/webhooks/subscriptions.ts'
import { createWorld } from '#simulator/world.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    'front-port': { type: 'string', default: '4001' },
    app: { type: 'string', default: 'http://127.0.0.1:3000' },
    customers: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    plan: { type: 'string', default: 'plus' },
    zone: { type: 'string', default: 'Europe/Berlin' },
    currency: { type: 'string', default: 'EUR' },
    /** File that keeps the store between two starts. */
    keep: { type: 'string' },
    /** Real time that ten thousand lines of a bulk result take, in milliseconds. */
    'bulk-ms': { type: 'string', default: '1000' },
    /** Without it orders older than 60 days are hidden from the app. */
    'sixty-days': { type: 'boolean', default: false },
  },
})

const plan = values.plan
if (!isPlan(plan)) throw new Error(`--plan takes standard, advanced, plus or enterprise, not ${plan}.`)
const apiKey = process.env.SHOPIFY_API_KEY
const apiSecret = process.env.SHOPIFY_API_SECRET
if (!apiKey || !apiSecret) throw new Error('SHOPIFY_API_KEY and SHOPIFY_API_SECRET must be set: the simulator signs with them.')

// Read before the first request: it takes seconds, and nobody else is answered meanwhile.
adminSchema()

const origin = `http://localhost:${values.port}`
const front = `http://localhost:${values['front-port']}`
const kept = values.keep ? readKept(values.keep) : null
const store = kept?.store ?? seedStore({
  seed: Number(values.seed), customers: Number(values.customers), now: Date.now(), plan,
  zone: values.zone, currency: values.currency, readAllOrders: !values['sixty-days'],
})
const configuration = readAppConfiguration()
const world = createWorld({
  store,
  seed: Number(values.seed),
  now: Date.now() + (kept?.offset ?? 0),
  config: {
    apiKey, apiSecret, appUrl: front, webhookUrl: values.app, origin: `http://127.0.0.1:${values.port}`,
    apiVersion: configuration.apiVersion, subscriptions: configuration.subscriptions, scopes: configuration.scopes,
  },
})
platformOf(world).options.bulkMsPerTenThousand = Number(values['bulk-ms'])
if (kept) Object.assign(world.installation, kept.installation)

const admin = createServer((request, response) => {
  void (async () => {
    if (await handleControl(request, response, world)) return
    if (await handlePlatform(request, response, world)) return
    if (await handleFace(request, response, world, { front, mintIdToken: () => mintIdToken(world) })) return
    response.writeHead(404, { 'content-type': 'text/plain' }).end('The simulator has no such page.\n')
  })().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
    response.end('The simulator failed; its log says why.\n')
  })
})
const proxy = createFront({ app: values.app, admin: origin })
admin.listen(Number(values.port))
proxy.listen(Number(values['front-port']))

const save = () => {
  if (values.keep) writeKept(values.keep, { store, offset: world.clock.offset, installation: world.installation })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    save()
    admin.close()
    proxy.close()
    admin.closeAllConnections()
    proxy.closeAllConnections()
    void Promise.all([world.close(), closePlatform(world)]).then(() => process.exit(0))
  })
}
process.stdout.write(`The simulated store is on ${origin}\n`)
