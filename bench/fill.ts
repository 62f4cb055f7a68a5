// The first fill of a shop's segments, an edit that changes one in a hundred, pages of members, and one customer from facts to verdict: on SQLite.
import Sqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { say } from '../scripts/setup/say.mjs'
import { openDatabase } from '#app/db/database.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { foldLog } from '#app/db/fold-log.ts'
import { openInbox } from '#app/db/open-inbox.ts'
import { liveSegments } from '#app/db/segments.ts'
import type { Database } from '#app/db/sql.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import type { Engine } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { recomputeCustomers } from '#app/operations/membership/recompute-customers.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { order } from '../tests/journeys/people.ts'
import { workloadRules } from './fill-rules.ts'
import { makeStore, STORE_NOW } from './fill-store.ts'
import { memoryOf } from './process-memory.ts'
import { quantile, report } from './report.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '100000' } } })
  const customers = Number(values.customers)
  const folder = mkdtempSync(join(tmpdir(), 'strata-fill-'))
  const path = join(folder, 'strata.sqlite')
  say(`Making a store of ${customers} customers`)
  const { shop, orders } = await makeStore(path, customers)
  const bench = await openBench(path)
  try {
    for (const { name, rule } of workloadRules) {
      const made = await createSegment(bench.ctx, { shop, name, rule, tag: name, state: 'on' })
      if (made.kind !== 'created') throw new Error(`${name}: ${JSON.stringify(made)}`)
    }
    const load = await timed(() => bench.ctx.engine.preview({ shop, rule: 'orders_counted >= 4', segment: null, now: STORE_NOW }))
    const fill = await walk(bench, path, shop)
    const edit = await editOne(bench, path, shop)
    report('fill', {
      customers, orders, rules: workloadRules.length, load_s: load, fill_s: fill.seconds, fill_with_load_s: fill.seconds + load, fill_cpu_s: fill.cpu, evaluate_s: fill.evaluating, commit_s: fill.committing, disk_s: fill.syncing,
      transactions: fill.transactions, p99_transaction_ms: fill.p99, longest_transaction_ms: fill.longest, p99_statements_ms: fill.statementsP99, longest_statements_ms: fill.longestStatements, bytes_per_customer: fill.grown / customers, ...edit, ...(await pages(bench, shop)),
      ...(await oneCustomer(bench, shop, customers)), peak_rss_mib: memoryOf(process.pid).peak,
    })
  } finally {
    await bench.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Bench {
  readonly ctx: Context
  /** Each write transaction in milliseconds: as a whole, and without its commit, which waits for the disk. */
  readonly writes: { readonly whole: number; readonly statements: number; readonly end: number }[]
  /** Milliseconds of all evaluating. */
  readonly waited: { evaluating: number }
  close(): Promise<void>
}

async function openBench(path: string): Promise<Bench> {
  const db = openDatabase(`file:${path}`)
  const folding = foldLog(path, (why) => say(`The log is folded back no longer: ${why}`))
  const inbox = openInbox(`file:${path}`)
  const engine = openEngine({ databaseUrl: `file:${path}`, memoryBytes: 1 << 30, onCrash: (why) => say(`The engine died: ${why}`) })
  const writes: { whole: number; statements: number; end: number }[] = []
  const waited = { evaluating: 0 }
  const measured: Database = { ...db, write: (work, options) => {
    const start = performance.now()
    let statements = start
    // Synchronous on SQLite: the promise is settled when it comes back.
    const written = db.write(function* () {
      const result = yield* work()
      statements = performance.now()
      return result
    }, options)
    const end = performance.now()
    writes.push({ whole: end - start, statements: statements - start, end })
    return written
  } }
  const watched: Engine = { ...engine, evaluateNext: async (request) => {
    const start = performance.now()
    try {
      return await engine.evaluateNext(request)
    } finally {
      waited.evaluating += performance.now() - start
    }
  } }
  const complain = (fields: Record<string, unknown>, message: string): void => say(`${message} ${JSON.stringify(fields)}`)
  const ctx: Context = {
    now: () => STORE_NOW, wall: Date.now, owner: 'bench', db: measured, inbox, engine: watched, ring: async () => undefined, log: { info: () => undefined, warn: complain, error: complain },
    stop: new AbortController().signal,
    shopify: {
      ask: () => Promise.reject(new Error('nobody answers')), download: () => { throw new Error('nobody answers') }, budget: () => null, names: async () => new Map(),
    },
  }
  return { ctx, writes, waited, close: async () => {
    await engine.close()
    await folding.stop()
    await inbox.close()
    await db.close()
  } }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

/** One backfill from its beginning to its end, turn after turn. */
async function walk({ ctx, writes, waited }: Bench, path: string, shop: number) {
  const before = bytesOf(path)
  writes.length = 0
  waited.evaluating = 0
  const used = process.cpuUsage()
  const seconds = await timed(async () => {
    for (let end = 'stopped'; end !== 'done';) {
      end = (await advanceBackfill(ctx, { shop })).kind
      if (end !== 'done' && end !== 'stopped') throw new Error(`The walk ended with ${end}.`)
    }
  })
  const sorted = writes.map(({ whole }) => whole).sort((a, b) => a - b)
  const statements = writes.map((write) => write.statements).sort((a, b) => a - b)
  const { user, system } = process.cpuUsage(used)
  return {
    seconds, cpu: (user + system) / 1e6, evaluating: waited.evaluating / 1_000, committing: sum(sorted) / 1_000, syncing: (sum(sorted) - sum(statements)) / 1_000, transactions: sorted.length,
    p99: quantile(sorted, 0.99), longest: sorted.at(-1) ?? 0, statementsP99: quantile(statements, 0.99), longestStatements: statements.at(-1) ?? 0, grown: bytesOf(path) - before,
  }
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

/** Pages of the tables and indexes that verdicts are kept in, all but the index of the stale, which a fill only empties; everything folded back first. */
function bytesOf(path: string): number {
  const db = new Sqlite(path)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const bytes = db.prepare("SELECT sum(pgsize) FROM dbstat WHERE name <> 'customers_stale' AND (name LIKE '%customers%' OR name LIKE '%member%')").pluck().get() as number
  db.close()
  return bytes
}

/** Lowers a threshold until one customer in a hundred would join. */
async function editOne(bench: Bench, path: string, shop: number): Promise<Record<string, number>> {
  const { ctx } = bench
  const segment = (await ctx.db.read(() => liveSegments(shop))).find(({ name }) => name === 's06')
  if (segment === undefined) throw new Error('There is no s06.')
  let spent = 500
  let share = 0
  while (share < 0.01) {
    spent -= 2
    const { joining, total } = await ctx.engine.preview({ shop, rule: `net_spent >= ${spent}`, segment: segment.id, now: STORE_NOW })
    share = joining / total
  }
  const start = performance.now()
  await editSegment(ctx, { shop, id: segment.id, rule: `net_spent >= ${spent}` })
  const walked = await walk(bench, path, shop)
  return { edit_s: (performance.now() - start) / 1_000, edit_cpu_s: walked.cpu, edit_changed: share, edit_commit_s: walked.committing, edit_longest_transaction_ms: walked.longest }
}

async function pages({ ctx }: Bench, shop: number): Promise<Record<string, number>> {
  const segments = (await ctx.db.read(() => liveSegments(shop))).filter(({ members }) => members > 0).sort((a, b) => a.members - b.members)
  const figures: Record<string, number> = {}
  for (const [name, segment] of [['rare', segments[0]], ['big', segments.at(-1)]] as const) {
    if (segment === undefined) throw new Error('Nobody belongs anywhere.')
    const took: number[] = []
    let after = 0
    for (let page = 0; page < 200; page++) {
      const start = performance.now()
      const answer = await readSegment(ctx, { shop, id: segment.id, after })
      took.push(performance.now() - start)
      after = answer?.next ?? 0
    }
    took.sort((a, b) => a - b)
    Object.assign(figures, { [`page_${name}_members`]: segment.members, [`page_${name}_p50_ms`]: quantile(took, 0.5), [`page_${name}_p95_ms`]: quantile(took, 0.95) })
  }
  return figures
}

/** From the commit of an order of theirs to the commit of their verdicts, one at a time: with the disk, and without the commit that waits for it. */
async function oneCustomer({ ctx, writes }: Bench, shop: number, customers: number): Promise<Record<string, number>> {
  const took: number[] = []
  const own: number[] = []
  const turn: number[] = []
  let cpu = 0
  for (let nth = 0; nth < 1_100; nth++) {
    const customer = 1 + ((nth * 7_919) % customers)
    await ctx.db.write(() => applyChanges(shop, [order(String(9_000_000_000_000 + nth), String(7_000_000_000_000 + customer), STORE_NOW, 9_900)], STORE_NOW))
    writes.length = 0
    const start = performance.now()
    const used = process.cpuUsage()
    const end = await recomputeCustomers(ctx, { shop })
    if (end.kind !== 'done' || end.customers !== 1) throw new Error(`One customer was stale: ${JSON.stringify(end)}`)
    // The lease, the verdicts, the lease.
    const [, commit] = writes
    if (nth < 100 || commit === undefined || writes.length !== 3) continue
    turn.push(performance.now() - start)
    const { user, system } = process.cpuUsage(used)
    cpu += (user + system) / 1_000
    took.push(commit.end - start)
    own.push(commit.end - start - (commit.whole - commit.statements))
  }
  const figures: Record<string, number> = { one_customer_cpu_ms: cpu / turn.length }
  for (const [name, values] of [['one_customer', took], ['one_customer_without_disk', own], ['one_customer_turn', turn]] as const) {
    values.sort((a, b) => a - b)
    Object.assign(figures, { [`${name}_p50_ms`]: quantile(values, 0.5), [`${name}_p99_ms`]: quantile(values, 0.99) })
  }
  return figures
}
