// Installs the npm packages of the lock file when they are not the ones in node_modules, and generates the Prisma clients.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectEnv, quietly, root } from './command.mjs'
import { say } from './say.mjs'

const hashOf = (/** @type {string[]} */ files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

/** @param {string} folder */
export function filesUnder(folder) {
  /** @type {string[]} */
  const found = []
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) found.push(...filesUnder(path))
    else found.push(path)
  }
  return found
}

/**
 * Runs `work` unless it was done before for the same content of these files.
 * @param {string} name
 * @param {string[]} files
 * @param {() => boolean} stands whether the result is still there
 * @param {() => Promise<void>} work
 */
export async function unlessDone(name, files, stands, work) {
  const stamp = join(root, 'node_modules/.cache/strata', name)
  const hash = hashOf(files)
  if (stands() && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await work()
  mkdirSync(join(root, 'node_modules/.cache/strata'), { recursive: true })
  writeFileSync(stamp, hash)
}

export async function installPackages() {
  await unlessDone('packages', [join(root, 'package-lock.json')], () => existsSync(join(root, 'node_modules/.bin/node')), async () => {
    say('Installing packages (npm ci)')
    await quietly('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: process.env,
      failure: 'npm ci failed. Check the connection to your npm registry and run the command again.',
    })
  })
}

export async function generateClients() {
  const schemas = ['prisma/schema.prisma', 'prisma/postgres/schema.prisma'].map((file) => join(root, file))
  const clients = ['node_modules/.prisma/client/index.js', 'app/db/generated/postgres/index.js'].map((file) => join(root, file))
  await unlessDone('clients', schemas, () => clients.every((file) => existsSync(file)), async () => {
    say('Generating the Prisma clients')
    for (const schema of schemas) {
      await quietly('prisma', ['generate', '--schema', schema], {
        env: projectEnv({ PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' }),
        failure: `prisma generate failed for ${schema}.`,
      })
    }
  })
}

export async function buildWeb() {
  const sources = [...filesUnder(join(root, 'app')), join(root, 'vite.config.ts'), join(root, 'package-lock.json')]
  await unlessDone('build', sources, () => existsSync(join(root, 'build/server/index.js')), async () => {
    say('Building the web app (remix vite:build)')
    await quietly('remix', ['vite:build'], { failure: 'The build failed.' })
  })
}
