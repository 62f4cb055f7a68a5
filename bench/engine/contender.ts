// One who answers the workload, in a process of its own: opened once, then asked for one round after another, so that all are measured side by side.
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Figures } from '../report.ts'
import type { Data } from './data.ts'
import type { PreviewName } from './rules.ts'
import type { Turn } from './turn.ts'

/** What a module beside this one exports as `open`. */
export interface Contender {
  /** All rules once, with the answers read into masks. */
  round(): Promise<Turn>
  /** By customer number less 1, a bit a rule, as the last round left it. */
  bits(): Promise<Uint32Array>
  /** Each preview from its text to the number of customers, on data that stands ready. */
  previews(): Promise<Readonly<Record<PreviewName, Counted>>>
  /** Everything else it measures. */
  figures(): Promise<Figures>
  close(): Promise<void>
}

export interface Counted {
  readonly ms: number
  readonly customers: number
}

export type ContenderName = 'strata' | 'sqlite' | 'duckdb'
export type Request = { readonly data: Data } | keyof Contender
export type Reply = { readonly answer: unknown } | { readonly error: string }

export async function begin(name: ContenderName, data: Data): Promise<Contender> {
  const child = fork(fileURLToPath(new URL('contender-process.ts', import.meta.url)), [name], { serialization: 'advanced', execArgv: ['--expose-gc'] })
  await ask(child, { data })
  return {
    round: () => ask(child, 'round') as Promise<Turn>,
    bits: () => ask(child, 'bits') as Promise<Uint32Array>,
    previews: () => ask(child, 'previews') as ReturnType<Contender['previews']>,
    figures: () => ask(child, 'figures') as Promise<Figures>,
    async close() {
      await ask(child, 'close')
      await new Promise((done) => {
        child.once('exit', done)
        child.disconnect()
      })
    },
  }
}

function ask(child: ChildProcess, request: Request): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => { reject(new Error(`A contender ended with ${code} when asked for ${typeof request === 'string' ? request : 'its data'}.`)) }
    child.once('exit', gone)
    child.once('message', (reply: Reply) => {
      child.off('exit', gone)
      if ('error' in reply) reject(new Error(reply.error))
      else resolve(reply.answer)
    })
    child.send(request)
  })
}
