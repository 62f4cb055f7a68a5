// The main thread's side of the engine: promises over a thread that is started again when it dies.
import { Worker } from 'node:worker_threads'
import type { Engine, Stretch } from '#app/engine/engine.ts'
import type { CallName, EngineCalls, EngineSettings, PackedStretch, Reply, Request } from '#app/engine/protocol.ts'
import { rowsOf } from '#app/engine/row-columns.ts'

export interface OpenEngineRequest extends EngineSettings {
  /** Hears of a thread that died, and why; what it was asked is rejected and may be asked again. */
  readonly onCrash: (why: string) => void
  /** A thread that lets a question wait for longer hangs, and is ended (milliseconds). */
  readonly patienceMs?: number
}

/** The largest blocks take half a minute to load; what holds a lease must not wait for ever. */
const PATIENCE = 300_000

interface Pending {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
}

// Always the source file: bundles never hold the thread (a process that serves a bundle takes its engine from the sources).
const threadFile = new URL('./thread.ts', import.meta.url)

export function openEngine({ onCrash, patienceMs = PATIENCE, ...settings }: OpenEngineRequest): Engine {
  const pending = new Map<number, Pending>()
  let thread: Worker | undefined
  let asked = 0
  let closing = false
  let hung = ''

  const start = (): Worker => {
    const started = new Worker(threadFile, { workerData: settings, execArgv: [], name: 'engine' })
    let why = ''
    started.on('message', (reply: Reply) => {
      const waiting = pending.get(reply.id)
      pending.delete(reply.id)
      if (reply.kind === 'answer') waiting?.resolve(reply.answer as never)
      else waiting?.reject(new Error(`The engine failed: ${reply.message}`))
    })
    started.on('error', (error) => { why = error instanceof Error ? (error.stack ?? error.message) : String(error) })
    started.on('exit', (code) => {
      if (thread === started) thread = undefined
      const lost = new Error(closing ? 'The engine is closed.' : 'The engine thread died; ask again.')
      for (const { reject } of pending.values()) reject(lost)
      pending.clear()
      if (!closing) onCrash(hung || why || `exit code ${code}`)
      hung = ''
    })
    // The thread alone keeps no process alive; a request under way does.
    started.unref()
    return started
  }

  const ask = <Name extends CallName>(name: Name, request: EngineCalls[Name]['request']): Promise<EngineCalls[Name]['answer']> =>
    new Promise((resolve, reject) => {
      if (closing) return reject(new Error('The engine is closed.'))
      thread ??= start()
      const id = ++asked
      const watchdog = setTimeout(() => {
        hung = `no answer to ${name} within ${patienceMs} ms`
        void thread?.terminate()
      }, patienceMs)
      watchdog.unref()
      const settle = (): void => {
        clearTimeout(watchdog)
        if (pending.size === 0) thread?.unref()
      }
      pending.set(id, {
        resolve: (answer) => { settle(); resolve(answer) },
        reject: (error) => { settle(); reject(error) },
      })
      thread.ref()
      const message: Request<Name> = { id, name, request }
      thread.postMessage(message)
    })

  return {
    wake() {
      if (!closing) thread ??= start()
    },
    evaluate: (request) => ask('evaluate', request),
    evaluateNext: async (request) => stretchOf(await ask('evaluateNext', request)),
    preview: (request) => ask('preview', request),
    estimate: (request) => ask('estimate', request),
    backtest: (request) => ask('backtest', request),
    explain: (request) => ask('explain', request),
    cutPoints: (request) => ask('cutPoints', request),
    members: (request) => ask('members', request),
    audit: (request) => ask('audit', request),
    async close() {
      closing = true
      const running = thread
      thread = undefined
      await running?.terminate()
    },
  }
}

function stretchOf({ columns, named, ...stretch }: PackedStretch): Stretch {
  const rows = rowsOf(columns)
  return { ...stretch, rows: named.length === 0 ? rows : [...rows, ...named].sort((a, b) => a.number - b.number) }
}
