// Folds the write-ahead log of a SQLite file back from a thread of its own, so that hardly a commit has to.
import { Worker } from 'node:worker_threads'

export interface Folding {
  /** Resolves when the thread is gone. */
  stop(): Promise<void>
}

// Always the source file, as for the engine thread.
const threadFile = new URL('./fold-log-thread.ts', import.meta.url)

/** `onEnd` hears why the thread ended without being asked: from then on commits fold the log back, every `logPages` of them. */
export function foldLog(path: string, onEnd: (why: string) => void): Folding {
  const thread = new Worker(threadFile, { workerData: path, execArgv: [], name: 'fold-log' })
  let why = 'it came to an end'
  let stopping = false
  thread.on('error', (error) => { why = error instanceof Error ? error.message : String(error) })
  thread.on('exit', () => { if (!stopping) onEnd(why) })
  thread.unref()
  return {
    async stop() {
      stopping = true
      await thread.terminate()
    },
  }
}
