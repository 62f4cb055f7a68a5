// Memory of the web and the worker after a sync with segments on, at two sizes, and the growth between them.
import { parseArgs } from 'node:util'
import { install, strata } from '../tests/prove/prove.ts'
import { untilQuiet } from '../tests/prove/quiet.ts'
import { rulesFor } from '../tests/prove/rules.ts'
import { readState, storeNow } from '../tests/prove/store-state.ts'
import { memoryOf } from './process-memory.ts'
import { report } from './report.ts'
import { onStand } from './stage.ts'

async function measure(customers: number) {
  return onStand({ customers, plan: 'enterprise' }, async (stand) => {
    const now = () => storeNow(stand.admin)
    await install(stand)
    await untilQuiet(stand, now, 1_800_000)
    for (const rule of rulesFor((await readState(stand.admin)).products).rules.slice(0, 4)) {
      await strata(stand, 'segments', 'create', '--shop', stand.shop, '--name', rule.tag, '--rule', rule.text, '--tag', rule.tag, '--state', 'paused')
    }
    await untilQuiet(stand, now, 1_800_000)
    return { web: memoryOf(stand.processes.web.pid), worker: memoryOf(stand.processes.worker.pid) }
  })
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { small: { type: 'string', default: '10000' }, large: { type: 'string', default: '100000' } } })
  const small = await measure(Number(values.small))
  const large = await measure(Number(values.large))
  report('memory', {
    small_customers: Number(values.small), web_small_mib: small.web.now, worker_small_mib: small.worker.now, worker_small_peak_mib: small.worker.peak,
    large_customers: Number(values.large), web_large_mib: large.web.now, worker_large_mib: large.worker.now, worker_large_peak_mib: large.worker.peak,
    worker_growth_kib_a_customer: ((large.worker.now - small.worker.now) * 1024) / (Number(values.large) - Number(values.small)),
  })
}
