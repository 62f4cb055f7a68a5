// The operator's way in: `npm run -s strata -- segments|privacy VERB --shop S …`. JSON on standard output; problems as JSON on
// standard error; exit code 0 done, 1 refused, 2 not understood, 3 failed.
import { parseArgs } from 'node:util'
import { runningDemo } from './stand/running-demo.ts'
import type { SegmentCommand } from './strata/segments.ts'

const usage = `npm run -s strata -- segments list   --shop S
npm run -s strata -- segments create --shop S --name N --rule '…' --tag T [--state on|paused|off]
npm run -s strata -- segments set    --shop S --id N [--name N] [--rule '…'] [--tag T] [--state on|paused|off]
npm run -s strata -- segments delete --shop S --id N
npm run -s strata -- privacy list    --shop S
npm run -s strata -- privacy answer  --shop S --id N

--shop takes the domain (x.myshopify.com). Without --id, set and delete take the segment by --name.
The settings come from the environment or .env; where there are none, from the demo that runs on this machine.`

class NotUnderstood extends Error {}

interface Given extends SegmentCommand {
  readonly group: 'segments' | 'privacy'
}

function read(args: readonly string[]): Given {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { shop: { type: 'string' }, id: { type: 'string' }, name: { type: 'string' }, rule: { type: 'string' }, tag: { type: 'string' }, state: { type: 'string' } },
  })
  const [group, verb] = positionals
  if ((group !== 'segments' && group !== 'privacy') || verb === undefined || positionals.length > 2) throw new NotUnderstood(usage)
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

/** Standard output carries the answer alone, so the log goes silent unless it was asked for. */
process.env.LOG_LEVEL ??= 'silent'

async function answer(given: Given): Promise<{ readonly ok: boolean; readonly value: unknown }> {
  const { closeContext, context } = await import('#app/context.server.ts')
  const { commandPrivacy } = await import('./strata/privacy.ts')
  const { commandSegments } = await import('./strata/segments.ts')
  try {
    const ctx = await context()
    switch (given.group) {
      case 'segments':
        return await commandSegments(ctx, given)
      case 'privacy':
        return await commandPrivacy(ctx, given)
    }
  } finally {
    await closeContext()
  }
}

try {
  const given = read(process.argv.slice(2))
  findSettings()
  const { ok, value } = await answer(given)
  const line = `${JSON.stringify(value, null, 2)}\n`
  if (ok) process.stdout.write(line)
  else process.stderr.write(line)
  process.exitCode = ok ? 0 : 1
} catch (error) {
  const wrongArguments = error instanceof NotUnderstood || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  process.stderr.write(`${wrongArguments ? error.message : JSON.stringify({ problem: error instanceof Error ? error.message : String(error) })}\n`)
  process.exitCode = wrongArguments ? 2 : 3
}
