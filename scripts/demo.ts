// The demo: a simulated store with Strata in it, on this machine, until Ctrl-C.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isPlan } from '#simulator/store/plans.ts'
import { root } from './setup/command.mjs'
import { CannotGoOn, enter, say } from './setup/say.mjs'
import { forgetRunningDemo, noteRunningDemo, runningDemo } from './stand/running-demo.ts'
import { openStand, type Stand } from './stand/stand.ts'

interface Wanted { readonly customers: number; readonly seed: number; readonly plan: string }

function wantedFrom(args: string[]): Wanted {
  const { values } = parseArgs({
    args,
    options: {
      customers: { type: 'string', default: '2000' },
      plan: { type: 'string', default: 'plus' },
      seed: { type: 'string', default: '1' },
    },
  })
  const customers = Number(values.customers)
  const seed = Number(values.seed)
  if (!Number.isInteger(customers) || customers < 100 || customers > 1_000_000) throw new CannotGoOn('--customers takes a whole number from 100 to 1000000.')
  if (!isPlan(values.plan)) throw new CannotGoOn('--plan takes standard, advanced, plus or enterprise.')
  if (!Number.isSafeInteger(seed)) throw new CannotGoOn('--seed takes a whole number.')
  return { customers, seed, plan: values.plan }
}

async function open({ customers, seed, plan }: Wanted, signal: AbortSignal): Promise<Stand | null> {
  try {
    return await openStand({
      folder: join(root, '.data/demo', `${plan}-${customers}-${seed}`),
      customers, seed, plan, signal, say,
      ports: { admin: 4000, front: 4001, web: 3000, redis: 6390 },
    })
  } catch (error) {
    if (signal.aborted) return null
    throw error
  }
}

await enter(async () => {
  const wanted = wantedFrom(process.argv.slice(2))
  const other = runningDemo()
  if (other !== null) throw new CannotGoOn(`The demo is running already: open ${other.admin}, or stop it first (process ${other.pid}).`)
  const asked = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.abort())
  // The terminal may be gone; what was started is stopped all the same.
  process.stdout.on('error', () => asked.abort())

  const stand = await open(wanted, asked.signal)
  if (stand === null) return say('Stopped.')
  noteRunningDemo({ pid: process.pid, admin: stand.admin, env: stand.appEnv })
  if (!asked.signal.aborted) say(`\nOpen ${stand.admin} in a browser. Ctrl-C stops everything.\n`)
  for (const child of Object.values(stand.processes)) {
    child.onExit((code) => {
      if (asked.signal.aborted) return
      say(`The ${child.name} process ended (code ${code ?? 'none'}). Its last words:\n${child.tail}`)
      process.exitCode = 1
      asked.abort()
    })
  }
  await new Promise<void>((resolve) => {
    if (asked.signal.aborted) resolve()
    asked.signal.addEventListener('abort', () => resolve())
  })
  say('\nStopping')
  await stand.close()
  forgetRunningDemo()
  say('Stopped. Start again to go on where you left; delete the folder .data/demo to begin anew.')
})
