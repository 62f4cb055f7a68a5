// The webhook door under load from a second process while the worker drains: rate, latency, and that nothing is lost.
import { spawn } from 'node:child_process'
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../scripts/setup/command.mjs'
import { install } from '../tests/prove/prove.ts'
import { untilQuiet } from '../tests/prove/quiet.ts'
import { storeNow } from '../tests/prove/store-state.ts'
import { cpuOf } from './process-cpu.ts'
import { report } from './report.ts'
import { onStand } from './stage.ts'

interface Load { sent: number; failed: number; statuses: Record<string, number>; perSecond: number; p50: number; p95: number; p99: number; max: number; coldP99: number; cpuSeconds: number }

function load(args: string[]): Promise<Load> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin/node'), [join(root, 'bench/door-load.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out) as Load) : reject(new Error(`The load process ended with ${code}.`))))
  })
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { rate: { type: 'string', default: '1500' }, seconds: { type: 'string', default: '30' }, 'warm-up': { type: 'string', default: '5' }, idle: { type: 'boolean', default: false } } })
  await onStand({ customers: 1000 }, async (stand) => {
    await install(stand)
    await untilQuiet(stand, () => storeNow(stand.admin), 120_000)
    if (values.idle) await stand.processes.worker.stop()
    const cpu = () => [stand.processes.web, stand.processes.worker].map((child) => (child.ended ? 0 : cpuOf(child.pid)))
    const [webBefore = 0, workerBefore = 0] = cpu()
    const seen = await load([stand.web, stand.secret, stand.shop, values.rate, values.seconds, values['warm-up']])
    const [web = 0, worker = 0] = cpu()
    const inbox = new Database(join(stand.folder, 'inbox.sqlite'), { readonly: true })
    const stored = inbox.prepare("SELECT COUNT(*) FROM deliveries WHERE webhook_id LIKE 'load-%'").pluck().get() as number
    const pending = inbox.prepare("SELECT COUNT(*) FROM deliveries WHERE state = 'pending'").pluck().get() as number
    inbox.close()
    report('door', {
      worker: values.idle ? 'idle' : 'busy', rate_asked: Number(values.rate), seconds: Number(values.seconds), per_second: seen.perSecond,
      p50_ms: seen.p50, p95_ms: seen.p95, p99_ms: seen.p99, max_ms: seen.max, warm_up_seconds: Number(values['warm-up']), warm_up_p99_ms: seen.coldP99, sent: seen.sent, answered_200: seen.statuses['200'] ?? 0,
      stored, lost: seen.sent - stored, failed: seen.failed, pending_at_end: pending,
      web_cpu_ms_a_delivery: ((web - webBefore) * 1000) / seen.sent, worker_cpu_seconds: worker - workerBefore, sender_cpu_ms_a_delivery: (seen.cpuSeconds * 1000) / seen.sent,
    })
  })
}
