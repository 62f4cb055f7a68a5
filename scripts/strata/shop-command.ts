// The operator's commands on a shop: `segments`, `privacy` and `work`, with the settings of the environment or of the demo that runs here.
import { parseArgs } from 'node:util'
import { runningDemo } from '../stand/running-demo.ts'
import { NotUnderstood } from './not-understood.ts'
import type { SegmentCommand } from './segments.ts'

export const usage = `npm run -s strata -- segments list   --shop S
npm run -s strata -- segments create --shop S --name N --rule '…' --tag T [--state on|paused|off]
npm run -s strata -- segments set    --shop S --id N [--name N] [--rule '…'] [--tag T] [--state on|paused|off]
npm run -s strata -- segments delete --shop S --id N
npm run -s strata -- privacy list    --shop S
npm run -s strata -- privacy answer  --shop S --id N
npm run -s strata -- work show       --shop S

  --shop takes the domain (x.myshopify.com). Without --id, set and delete take the segment by --name.
  --state on also lets the segment's tag be written to the store at once; a merchant is asked for that on the segment's page.
  The settings come from the environment or .env; where there are none, from the demo that runs on this machine.`

interface Given extends SegmentCommand {
  readonly group: 'segments' | 'privacy' | 'work'
}

function read(args: readonly string[]): Given {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { shop: { type: 'string' }, id: { type: 'string' }, name: { type: 'string' }, rule: { type: 'string' }, tag: { type: 'string' }, state: { type: 'string' } },
  })
  const [group, verb] = positionals
  if ((group !== 'segments' && group !== 'privacy' && group !== 'work') || verb === undefined || positionals.length > 2) throw new NotUnderstood(usage)
  const { shop, id, name, rule, tag, state } = values
  if (shop === undefined) throw new NotUnderstood(`--shop is missing.\n${usage}`)
  if (state !== undefined && state !== 'on' && state !== 'paused' && state !== 'off') throw new NotUnderstood(`--state is on, paused or off.\n${usage}`)
  const number = id === undefined ? undefined : Number(id)
  if (number !== undefined && !Number.isSafeInteger(number)) throw new NotUnderstood(`--id is a whole number.\n${usage}`)
  return { group, verb, shop, ...(number === undefined ? {} : { id: number }), ...(name === undefined ? {} : { name }), ...(rule === undefined ? {} : { rule }), ...(tag === undefined ? {} : { tag }), ...(state === undefined ? {} : { state }) }
}

/** Without a database of its own the command speaks to the running demo. */
function findSettings(): void {
  if (process.env.DATABASE_URL !== undefined) return
  const demo = runningDemo()
  if (demo === null) throw new NotUnderstood('There are no settings: start the demo (npm run demo), or set DATABASE_URL and the rest of .env.example in the environment or in .env.')
  Object.assign(process.env, demo.env)
}

async function answer(given: Given): Promise<{ readonly ok: boolean; readonly value: unknown }> {
  const { closeContext, context } = await import('#app/context.server.ts')
  const { commandPrivacy } = await import('./privacy.ts')
  const { commandSegments } = await import('./segments.ts')
  const { commandWork } = await import('./work.ts')
  try {
    const ctx = await context()
    switch (given.group) {
      case 'segments':
        return await commandSegments(ctx, given)
      case 'privacy':
        return await commandPrivacy(ctx, given)
      case 'work':
        return await commandWork(ctx, given)
    }
  } finally {
    await closeContext()
  }
}

/** `args` begin with the group. */
export async function run(args: readonly string[]): Promise<number> {
  // Standard output carries the answer alone, so the log goes silent unless it was asked for, and then elsewhere.
  process.env.LOG_LEVEL ??= 'silent'
  process.env.LOG_TO = 'stderr'
  const given = read(args)
  findSettings()
  const { ok, value } = await answer(given)
  const line = `${JSON.stringify(value, null, 2)}\n`
  if (ok) process.stdout.write(line)
  else process.stderr.write(line)
  return ok ? 0 : 1
}
