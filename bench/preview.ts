// Previews as a merchant's page asks for them: the real web server and its engine thread on a large store, one signed request after another.
import Sqlite from 'better-sqlite3'
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { say } from '../scripts/setup/say.mjs'
import { type Stand } from '../scripts/stand/stand.ts'
import { browser, frameAddress, install } from '../tests/prove/prove.ts'
import { dataFor } from './engine/data.ts'
import { previews } from './engine/rules.ts'
import { cpuOf } from './process-cpu.ts'
import { quantile, report, type Figures } from './report.ts'
import { onStand } from './stage.ts'

/** Of the stand. */
const DOMAIN = 'demo.myshopify.com'
/** A session token is good for a minute. */
const A_TOKEN = 50

/** Each as in the workload, again and again, and as somebody types: every time with another number of days, and another tag. */
const questions: Readonly<Record<string, (nth: number) => string>> = {
  attributes: () => previews.attributes.rule,
  attributes_typed: (nth) => `orders_counted >= ${2 + (nth % 5)} AND last_order_date >= -${30 + nth}d`,
  products: () => previews.products.rule,
  products_typed: (nth) => `products_purchased MATCHES (tag = 'tag${nth % 30}', date >= -${200 + nth}d, count >= 2)`,
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '1000000' }, requests: { type: 'string', default: '200' } } })
  const data = await dataFor(Number(values.customers))
  const folder = mkdtempSync(join(tmpdir(), 'strata-preview-'))
  try {
    const path = join(folder, 'large.sqlite')
    copyFileSync(data.strata, path, constants.COPYFILE_FICLONE)
    belongTo(path, DOMAIN)
    await onStand({ customers: 20, appEnv: { DATABASE_URL: `file:${path}` } }, async (stand) => {
      // It would begin to keep this store true.
      await stand.processes.worker.stop()
      await install(stand)
      report('preview', { customers: data.customers, requests: Number(values.requests), ...(await measured(stand, Number(values.requests))) })
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function belongTo(path: string, domain: string): void {
  const db = new Sqlite(path)
  db.prepare('UPDATE shops SET domain = ?').run(domain)
  db.close()
}

async function measured(stand: Stand, requests: number): Promise<Figures> {
  const ask = asker(stand)
  say('Loading the block')
  const figures: Figures = { first_exact_ms: await ask(previews.attributes.rule) }
  for (const [name, question] of Object.entries(questions)) {
    for (let nth = 0; nth < 5; nth++) await ask(question(nth))
    const cpu = cpuOf(stand.processes.web.pid)
    const took: number[] = []
    for (let nth = 0; nth < requests; nth++) took.push(await ask(question(nth)))
    took.sort((a, b) => a - b)
    for (const part of [50, 95, 99]) figures[`${name}_p${part}_ms`] = quantile(took, part / 100)
    figures[`${name}_cpu_ms`] = ((cpuOf(stand.processes.web.pid) - cpu) * 1_000) / requests
  }
  return figures
}

/** Asks as the page does, and answers how long it took. */
function asker(stand: Stand): (rule: string) => Promise<number> {
  let token = ''
  let asked = 0
  return async (rule) => {
    if (asked++ % A_TOKEN === 0) token = new URL(await frameAddress(stand)).searchParams.get('id_token') ?? ''
    const start = performance.now()
    const answer = await fetch(`${stand.web}/app/preview`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'user-agent': browser }, body: JSON.stringify({ rule, segment: null, quick: false }),
    })
    const told = await answer.text()
    if (!told.startsWith('{"kind":"numbers"')) throw new Error(`A preview was answered with ${answer.status} ${told.slice(0, 200)}: ${rule}`)
    return performance.now() - start
  }
}
