// Where result lines go: a file, in large pieces, giving other work its turn and keeping to the pace that was asked for.
import { type FileHandle, open } from 'node:fs/promises'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { PlatformState } from '../state.ts'
import type { BulkOperation } from './operation.ts'

const pieceLength = 1 << 18
const longestSliceMs = 8
const longestSleepMs = 100

export class Sink {
  readonly #operation: BulkOperation
  readonly #state: PlatformState
  readonly #file: FileHandle
  readonly #startedAt = performance.now()
  #sliceAt = performance.now()
  #piece = ''

  private constructor(operation: BulkOperation, state: PlatformState, file: FileHandle) {
    this.#operation = operation
    this.#state = state
    this.#file = file
  }

  static async open(operation: BulkOperation, state: PlatformState): Promise<Sink> {
    return new Sink(operation, state, await open(operation.file, 'w'))
  }

  /** Whether the operation should go on. */
  get wanted(): boolean {
    return this.#operation.status === 'RUNNING' && !this.#state.closed
  }

  add(line: string): void {
    this.#piece += `${line}\n`
    this.#operation.objectCount++
  }

  /** Whether to wait for `breathe` before the next line; asked after every line, so it looks at the clock seldom. */
  get due(): boolean {
    return this.#piece.length >= pieceLength || ((this.#operation.objectCount & 63) === 0 && performance.now() - this.#sliceAt > longestSliceMs)
  }

  async breathe(): Promise<void> {
    await this.#flush()
    await turn()
    const due = this.#startedAt + (this.#operation.objectCount / 10_000) * this.#state.options.bulkMsPerTenThousand
    for (let wait = due - performance.now(); wait > 0 && this.wanted; wait = due - performance.now()) await sleep(Math.min(wait, longestSleepMs))
    this.#sliceAt = performance.now()
  }

  /** @returns the size in bytes */
  async close(): Promise<number> {
    await this.breathe()
    const { size } = await this.#file.stat()
    await this.#file.close()
    return size
  }

  async #flush(): Promise<void> {
    const piece = this.#piece
    this.#piece = ''
    if (piece !== '') await this.#file.write(piece)
  }
}
