// The demo that runs on this machine, written down so that a second one does not start into the same files, and so that the
// command line finds its environment.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../setup/command.mjs'

export interface RunningDemo {
  readonly pid: number
  /** Address of the simulated admin. */
  readonly admin: string
  /** Environment of the app's processes. */
  readonly env: Readonly<Record<string, string>>
}

const file = join(root, '.data/demo/running.json')

/** Null when none runs; a note left behind by one that was killed does not count. */
export function runningDemo(): RunningDemo | null {
  const text = noted()
  if (text === null) return null
  const demo = JSON.parse(text) as RunningDemo
  return lives(demo.pid) ? demo : null
}

export function noteRunningDemo(demo: RunningDemo): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(demo, null, 2), { mode: 0o600 })
}

export function forgetRunningDemo(): void {
  rmSync(file, { force: true })
}

function noted(): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function lives(pid: number): boolean {
  try {
    // Signal 0 only asks.
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
