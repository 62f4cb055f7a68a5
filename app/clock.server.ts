// The store clock: real time, or, where CLOCK_URL names a clock (demo and tests), real time plus the offset it tells.
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

export interface Clock {
  /** The store's time in milliseconds. */
  readonly now: () => number
  /** `listener` hears when the clock was stepped; real time never is. */
  readonly onStep: (listener: () => void) => void
  close(): void
}

const told = z.object({ offset: z.number() })
const POLL = 250

/** Resolves once the clock has answered for the first time: a verdict at a wrong instant would be a lie in the history. */
export async function openClock(given: { readonly url: string | undefined; readonly wall: () => number; readonly warn: (message: string) => void }): Promise<Clock> {
  const { url, wall, warn } = given
  if (url === undefined) return { now: wall, onStep: () => {}, close: () => {} }
  let offset = 0
  let silent = false
  const listeners: (() => void)[] = []
  const look = async (): Promise<boolean> => {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) })
      const before = offset
      offset = told.parse(await answer.json()).offset
      silent = false
      if (offset !== before) for (const listener of listeners) listener()
      return true
    } catch {
      if (!silent) warn('the store clock at CLOCK_URL does not answer: its last offset goes on')
      silent = true
      return false
    }
  }
  while (!(await look())) await pause(POLL)
  const closed = new AbortController()
  void (async () => {
    while (!closed.signal.aborted) {
      await pause(POLL, undefined, { ref: false, signal: closed.signal }).catch(() => undefined)
      if (!closed.signal.aborted) await look()
    }
  })()
  return { now: () => wall() + offset, onStep: (listener) => void listeners.push(listener), close: () => closed.abort() }
}
