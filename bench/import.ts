// The first sync: JSONL lines a second from bulk files to facts, and the worker's memory meanwhile.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { until } from '../scripts/stand/wait.ts'
import { install } from '../tests/prove/prove.ts'
import { cpuOf } from './process-cpu.ts'
import { memoryOf } from './process-memory.ts'
import { report } from './report.ts'
import { onStand } from './stage.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '100000' } } })
  await onStand({ customers: Number(values.customers), simulatorArgs: ['--bulk-ms', '0'] }, async (stand) => {
    await install(stand)
    const db = new Database(join(stand.folder, 'strata.sqlite'), { readonly: true })
    const sync = () => db.prepare("SELECT state, step, progress FROM runs WHERE kind = 'sync'").get() as { state: string; step: string; progress: string } | undefined
    const { worker } = stand.processes
    const cpuBefore = cpuOf(worker.pid)
    let peak = 0
    let cpu = 0
    await until('the sync to finish', async () => {
      if (worker.ended) throw new Error(`The worker ended:\n${worker.tail}`)
      peak = memoryOf(worker.pid).peak
      cpu = cpuOf(worker.pid) - cpuBefore
      return sync()?.state === 'running' ? undefined : true
    }, 1_800_000, 50)
    const run = sync()
    const progress = JSON.parse(run?.progress ?? '{}') as { lines?: number; importMs?: number }
    const rows = (table: string) => db.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number
    const lines = progress.lines ?? 0
    const seconds = (progress.importMs ?? 0) / 1000
    report('import', {
      state: run?.state ?? 'none', customers: rows('customers'), orders: rows('orders'), lines, import_seconds: seconds, lines_per_second: Math.round(lines / seconds),
      worker_cpu_seconds: cpu, lines_per_cpu_second: Math.round(lines / cpu), worker_peak_mib: peak,
    })
    db.close()
  })
}
