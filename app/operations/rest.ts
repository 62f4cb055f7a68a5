// Waits, and lets go at once when the process is asked to stop; and makes room for others between two pieces of work.

/** Resolves after `ms`, or at once when asked to stop. */
export function rest(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (stop.aborted) return done()
    const end = (): void => {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    stop.addEventListener('abort', end)
  })
}

/** Lets everything that is waiting for this thread go first: long work in short pieces. */
export const breathe = (): Promise<void> => new Promise((done) => { setImmediate(done) })
