// Waiting for something to be so, with an end.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from './child.ts'

/** Asks until the answer is not undefined; throws with `what` after `timeoutMs`. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, timeoutMs: number, everyMs = 100): Promise<T> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() > end) throw new Error(`Waited ${Math.round(timeoutMs / 1000)} s in vain: ${what}`)
    await sleep(everyMs)
  }
}

/** Waits until the address answers at all, or says what the process printed when it died. */
export async function untilAnswers(child: Child, url: string, timeoutMs = 60_000, signal?: AbortSignal): Promise<void> {
  await until(`${child.name} to answer on ${url}\n${child.tail}`, async () => {
    signal?.throwIfAborted()
    if (child.ended) throw new Error(`${child.name} ended before it answered:\n${child.tail}`)
    try {
      const response = await fetch(url, { redirect: 'manual' })
      await response.body?.cancel()
      return true
    } catch {
      return undefined
    }
  }, timeoutMs)
}
