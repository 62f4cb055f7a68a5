// One process of a stand: started in a group of its own, its output kept in a log file, ended by us and by nobody else.
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface ChildOptions {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Record<string, string>
  readonly cwd: string
  /** Folder of the log file `<name>.log`. */
  readonly logs: string
  /** How long it may take to end when asked; 8 s if absent. */
  readonly graceMs?: number
}

export class Child {
  readonly name: string
  readonly logFile: string
  readonly #process: ChildProcess
  readonly #graceMs: number
  #ended = false
  #tail = ''

  constructor(options: ChildOptions) {
    this.name = options.name
    this.#graceMs = options.graceMs ?? 8000
    this.logFile = join(options.logs, `${options.name}.log`)
    mkdirSync(dirname(this.logFile), { recursive: true })
    const log = createWriteStream(this.logFile, { flags: 'a' })
    this.#process = spawn(options.program, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const keep = (chunk: Buffer) => {
      log.write(chunk)
      this.#tail = (this.#tail + chunk.toString()).slice(-4000)
    }
    this.#process.stdout?.on('data', keep)
    this.#process.stderr?.on('data', keep)
    this.#process.on('error', (error) => keep(Buffer.from(`${error.message}\n`)))
    const end = () => { this.#process.kill('SIGKILL') }
    process.once('exit', end)
    this.#process.on('close', () => {
      process.off('exit', end)
      this.#ended = true
      log.end()
    })
  }

  get pid(): number | undefined { return this.#process.pid }
  get ended(): boolean { return this.#ended }
  /** The last lines it printed, for a message when it does not come up. */
  get tail(): string { return this.#tail }

  onExit(listener: (code: number | null) => void): void {
    this.#process.on('exit', listener)
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#ended) return Promise.resolve()
    const closed = new Promise<void>((resolve) => this.#process.once('close', () => resolve()))
    this.#process.kill(signal)
    return closed
  }

  /** Asks it to end, and ends it when it takes too long. */
  async stop(): Promise<void> {
    if (this.#ended) return
    const timer = setTimeout(() => void this.kill('SIGKILL'), this.#graceMs)
    await this.kill('SIGTERM')
    clearTimeout(timer)
  }
}
