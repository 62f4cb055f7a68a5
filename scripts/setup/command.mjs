// Runs a program quietly and tells what it printed only when it fails.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { accessSync, constants } from 'node:fs'
import { CannotGoOn } from './say.mjs'

export const root = new URL('../../', import.meta.url).pathname

/** The environment in which `node` and every tool are the project's own. */
export function projectEnv(extra = {}) {
  return { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`, ...extra }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, failure: string }} options
 */
export function quietly(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: options.env ?? projectEnv(), stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    const keep = (/** @type {Buffer} */ chunk) => { printed = (printed + chunk.toString()).slice(-8000) }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(new CannotGoOn(`${options.failure} (${error.message})`)))
    child.on('close', (code) => {
      if (code === 0) resolve(printed)
      else reject(new CannotGoOn(`${printed}\n${options.failure}`))
    })
  })
}

/**
 * The full path of the first of these programs that can be run, or null.
 * @param {string[]} names
 * @param {string[]} more folders to look into after the PATH
 */
export function findProgram(names, more = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...more]
  for (const name of names) {
    for (const folder of folders) {
      if (folder === '') continue
      const path = join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        continue
      }
    }
  }
  return null
}
