// Runs the real command in a process of its own, as a terminal would.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export function strata(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['scripts/strata.ts', ...args], { cwd: root, env: { PATH: process.env.PATH, NODE_ENV: 'test' } })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
    child.on('error', failed).on('close', (code) => done({ code, out, err }))
    child.stdin.end(input)
  })
}

/** Each line of the answer. */
export const linesOf = (text: string): unknown[] => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown)
