// How late time is: many customers whose verdicts run out at one instant, the real worker with its timer, Redis and engine thread, on the real clock.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { updateShop } from '#app/db/shops.ts'
import { all, first } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { order } from '../tests/journeys/people.ts'
import { randomStore, rules, segmentName } from '../tests/journeys/passing/store.ts'
import { projectEnv, root } from '../scripts/setup/command.mjs'
import { say } from '../scripts/setup/say.mjs'
import { Child } from '../scripts/stand/child.ts'
import { startRedis } from '../scripts/stand/redis.ts'
import { workerFlags } from '../scripts/stand/stand.ts'
import { onOpenShop, type OpenShop } from './open-shop.ts'
import { quantile, report, type Figures } from './report.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** Between the last preparation and the instant: the worker has started by then. */
const AHEAD = 8_000
/** How long the walk over everyone takes at most, in milliseconds a customer. */
const WALK = 1.5

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { due: { type: 'string', default: '1000,100000' }, patience: { type: 'string', default: '120' } } })
  const figures: Figures = { rules: rules.length + 1 }
  for (const due of values.due.split(',').map(Number)) {
    const lateness = await onOpenShop(Date.now(), (open) => measure(open, due, Number(values.patience) * 1000))
    const of = (list: readonly number[], name: string): void => {
      for (const [label, part] of [['p50', 0.5], ['p99', 0.99], ['max', 1]] as const) figures[`${due}_${name}_${label}_ms`] = Math.round(quantile(list, part))
    }
    figures[`${due}_missed`] = due - lateness.committed.length
    of(lateness.noticed, 'noticed')
    of(lateness.committed, 'committed')
  }
  report('lateness', figures)
}

interface Lateness {
  /** Milliseconds after the instant, ascending: when the verdict was asked for, and when others could read it. */
  readonly noticed: readonly number[]
  readonly committed: readonly number[]
}

async function measure(open: OpenShop, due: number, patience: number): Promise<Lateness> {
  const { ctx, shop } = open
  const folder = join(open.url.slice('file:'.length), '..')
  const { segment, instant } = await prepare(open, due)
  const redis = await startRedis(folder, folder)
  const worker = new Child({
    name: 'worker', program: join(root, 'node_modules/.bin/node'), args: [...workerFlags, 'app/worker.server.ts'], cwd: root, logs: folder,
    env: {
      PATH: projectEnv().PATH ?? '', NODE_ENV: 'production', NODE_OPTIONS: '', SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret', SHOPIFY_APP_URL: 'https://app.example.com', SCOPES: 'read_customers',
      DATABASE_URL: open.url, REDIS_URL: redis.url, TOKEN_KEY: randomBytes(32).toString('base64'),
    },
  })
  try {
    say(`${due.toLocaleString('en')} customers leave a segment in ${Math.round((instant - Date.now()) / 1000)} s`)
    await sleep(Math.max(0, instant - Date.now() - 100))
    const committed: number[] = []
    const noticed: number[] = []
    for (let last = 0; committed.length < due && Date.now() < instant + patience && !worker.ended;) {
      const rows = await ctx.db.read(() => all<{ id: number; at: number; noticed_at: number }>('SELECT id, at, noticed_at FROM membership_changes WHERE shop_id = ? AND segment_id = ? AND customer IS NOT NULL AND id > ? ORDER BY id', shop, segment, last))
      const read = Date.now()
      for (const { id, at, noticed_at } of rows) {
        if (at !== instant) throw new Error(`Recorded at ${at}, which is not ${instant}.`)
        committed.push(read - at)
        noticed.push(noticed_at - at)
        last = id
      }
      await sleep(2)
    }
    if (worker.ended) say(worker.tail)
    return { noticed: noticed.sort((a, b) => a - b), committed }
  } finally {
    await worker.stop()
    await redis.child?.stop()
  }
}

/** Everybody bought at one instant, and leaves when so many whole minutes have gone by. */
async function prepare({ ctx, shop, setTime }: OpenShop, due: number): Promise<{ readonly segment: number; readonly instant: number }> {
  const bought = Date.now()
  setTime(bought)
  const store = randomStore({ seed: 1, customers: due, from: bought - 3 * DAY, to: bought, happenings: 0 })
  const apply = (changes: Parameters<typeof applyChanges>[1]) => ctx.db.write(() => applyChanges(shop, changes, ctx.now()))
  await apply(store.products)
  for (let start = 0; start < due; start += 50) {
    await apply(store.customers.slice(start, start + 50).flatMap((changes, index) => [...changes, { ...order(String(9_000_000 + start + index), String(1_000 + start + index), bought, 5_000), currency: 'USD' }]))
    if (start % 20_000 === 0) say(`${start.toLocaleString('en')} customers are stored`)
  }
  const minutes = Math.ceil((Date.now() - bought + due * WALK + AHEAD) / MINUTE)
  const create = async (name: string, rule: string): Promise<number> => {
    const made = await createSegment(ctx, { shop, name, rule, tag: name, state: 'on' })
    if (made.kind !== 'created') throw new Error(JSON.stringify(made))
    return made.segment.id
  }
  for (const [index, rule] of rules.entries()) await create(segmentName(index), rule)
  const segment = await create('Just bought', `last_order_date >= -${minutes}min`)
  setTime(Date.now())
  await ctx.db.write(() => updateShop(shop, { zone: 'America/New_York', currency: 'USD', syncedAt: ctx.now(), metafields: [] }))
  while ((await advanceBackfill(ctx, { shop })).kind !== 'done') setTime(Date.now())
  const instant = bought + minutes * MINUTE + 1
  const standing = await ctx.db.read(() => first<{ due: number }>('SELECT count(*) AS due FROM customers WHERE shop_id = ? AND due_at = ?', shop, instant))
  if (standing?.due !== due || Date.now() > instant - AHEAD / 2) throw new Error(`${standing?.due ?? 0} of ${due} customers are due at the instant, which is ${instant - Date.now()} ms ahead: the machine is too slow for this.`)
  return { segment, instant }
}
