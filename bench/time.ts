// Years of a store, from one instant at which something is due or happens to the next: every flip at its exact instant, none missed, nobody evaluated for nothing.
import { parseArgs } from 'node:util'
import { compare } from '../tests/journeys/passing/compare.ts'
import { passTime } from '../tests/journeys/passing/pass-time.ts'
import { randomStore, rules } from '../tests/journeys/passing/store.ts'
import { say } from '../scripts/setup/say.mjs'
import { onOpenShop } from './open-shop.ts'
import { report } from './report.ts'

const DAY = 86_400_000
const SHOWN = 10

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      customers: { type: 'string', default: '20000' }, days: { type: 'string', default: '730' }, events: { type: 'string' }, zone: { type: 'string', default: 'America/New_York' },
      seed: { type: 'string', default: '1' }, sample: { type: 'string', default: '300' },
    },
  })
  const customers = Number(values.customers)
  const days = Number(values.days)
  const from = Date.UTC(2026, 0, 10, 15)
  const to = from + days * DAY
  await onOpenShop(from, async ({ ctx, shop, setTime }) => {
    const store = randomStore({ seed: Number(values.seed), customers, from, to, happenings: values.events === undefined ? Math.round(customers * 0.4) : Number(values.events) })
    const begun = performance.now()
    const passed = await passTime({ ctx, shop, setTime, say }, store, { from, to, zone: values.zone })
    const seconds = (performance.now() - begun) / 1000
    say(`${passed.instants} instants in ${Math.round(seconds)} s; now everything recorded is compared.`)
    const found = await compare(ctx.db, passed, { shop, zone: values.zone, from, to, sample: Number(values.sample) })
    for (const one of found.missed.slice(0, SHOWN)) say(`missed ${JSON.stringify(one)}`)
    for (const one of found.wrong.slice(0, SHOWN)) say(`wrong ${JSON.stringify(one)}`)
    for (const one of found.contradicted.slice(0, SHOWN)) say(one)
    const { events, flips, evaluations } = passed
    if (found.missed.length + found.wrong.length + found.contradicted.length > 0 || evaluations > 1.05 * (events + flips)) process.exitCode = 1
    report('time', {
      zone: values.zone, customers, rules: rules.length, days, instants: passed.instants, events, flips, evaluations, ratio: evaluations / (events + flips), recorded: found.recorded,
      missed: found.missed.length, wrong: found.wrong.length, oracle_triples: found.asked, contradicted: found.contradicted.length, seconds: Math.round(seconds), compare_seconds: Math.round((performance.now() - begun) / 1000 - seconds),
    })
  })
}
