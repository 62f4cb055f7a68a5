// npm run prove: the main job over 10,000 customers, 2,000 events and 60 days, judged by an independent oracle.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '../tests/postgres.ts'
import { prove } from '../tests/prove/prove.ts'
import { enter, say } from './setup/say.mjs'

await enter(async () => {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '10000' },
      events: { type: 'string', default: '2000' },
      days: { type: 'string', default: '60' },
      seed: { type: 'string', default: '7' },
      /** On a PostgreSQL cluster of the run's own. */
      postgres: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  })
  const folder = mkdtempSync(join(tmpdir(), 'strata-prove-'))
  const cluster = values.postgres ? await startCluster() : null
  const proof = await prove({
    folder, customers: Number(values.customers), events: Number(values.events), days: Number(values.days), seed: Number(values.seed), say,
    ...(cluster === null ? {} : { postgres: cluster.url('postgres') }),
  }).finally(() => cluster?.stop())
  for (const difference of proof.differences.slice(0, 50)) say(`  ${difference.kind}: ${difference.tag} on ${difference.customer}`)
  if (values.keep || proof.differences.length > 0) say(`Everything of this run is kept in ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
  say(JSON.stringify({ ...proof, differences: proof.differences.length }))
  process.exitCode = proof.differences.length === 0 ? 0 : 1
})
