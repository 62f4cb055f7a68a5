// The front door of a fresh clone: runs on any Node from 20.19, needs no package, makes the machine ready and hands over
// to the real command on the project's own Node.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { adminSchemaFile, ensureAdminSchema } from './admin-schema.mjs'
import { projectEnv, root } from './setup/command.mjs'
import { buildWeb, generateClients, installPackages } from './setup/packages.mjs'
import { ensurePrograms } from './setup/programs.mjs'
import { CannotGoOn, enter, say } from './setup/say.mjs'

/** `schema`: whether the simulator will run, which needs Shopify's Admin schema.
 * @type {Record<string, { programs: ('redis' | 'chromium' | 'postgres')[], script: string, build: boolean, schema: boolean }>} */
const commands = {
  setup: { programs: ['redis', 'chromium', 'postgres'], script: '', build: true, schema: true },
  build: { programs: [], script: '', build: true, schema: false },
  demo: { programs: ['redis'], script: 'scripts/demo.ts', build: true, schema: true },
  test: { programs: ['redis', 'chromium', 'postgres'], script: 'scripts/test.ts', build: true, schema: true },
  prove: { programs: ['redis'], script: 'scripts/prove.ts', build: true, schema: true },
  bench: { programs: ['redis'], script: 'bench/run.ts', build: true, schema: true },
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new CannotGoOn(`Node ${process.versions.node} is too old: Strata needs Node 20.19 or newer to set itself up (it brings its own Node 24).`)
}

async function fetchSchema() {
  if (!existsSync(adminSchemaFile)) say('Fetching the Admin schema')
  await ensureAdminSchema().catch((error) => { throw new CannotGoOn(error.message) })
}

await enter(async () => {
  const [name = '', ...rest] = process.argv.slice(2)
  const command = commands[name]
  if (!command) throw new CannotGoOn(`Unknown command "${name}". Known: ${Object.keys(commands).join(', ')}.`)
  checkNode()
  await installPackages()
  await ensurePrograms(command.programs)
  await generateClients()
  if (command.schema) await fetchSchema()
  if (command.build) await buildWeb()
  if (command.script === '') return say('Everything is in place.')
  const node = join(root, 'node_modules/.bin/node')
  if (!existsSync(node)) throw new CannotGoOn('node_modules has no Node 24: run npm ci and start again.')
  const child = spawn(node, [join(root, command.script), ...rest], { cwd: root, env: projectEnv(), stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
})
