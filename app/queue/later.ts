// Rings put off: kept in this process and not in Redis, so that the earlier of two always wins and a flush loses none.
// A process that dies loses them; the sweep rings again.
import { performance } from 'node:perf_hooks'

export interface Later {
  /** Does `action` in `delayMs`; a second call under the same key keeps the earlier moment. */
  set(key: string, delayMs: number, action: () => void): void
  close(): void
}

/** Longer delays are cut to this: timers beyond 24.8 days would fire at once, and the sweep looks far more often anyway. */
const LONGEST = 3_600_000

export function openLater(): Later {
  const waiting = new Map<string, { readonly at: number; readonly timer: NodeJS.Timeout }>()
  return {
    set(key, delayMs, action) {
      const delay = Math.min(Math.max(0, delayMs), LONGEST)
      const at = performance.now() + delay
      const standing = waiting.get(key)
      if (standing && standing.at <= at) return
      clearTimeout(standing?.timer)
      const timer = setTimeout(() => {
        waiting.delete(key)
        action()
      }, delay)
      timer.unref()
      waiting.set(key, { at, timer })
    },
    close() {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
