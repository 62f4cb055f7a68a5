// Does something again and again until told to stop: after each time it says in how many milliseconds the next is due.
import { rest } from '#app/operations/rest.ts'

/** A fault is handed to `onFault`, and the next time comes after a second. Resolves when stopped and the last time has ended. */
export async function repeat(stop: AbortSignal, work: () => Promise<number>, onFault: (error: unknown) => void): Promise<void> {
  while (!stop.aborted) {
    const next = await work().catch((error: unknown) => {
      onFault(error)
      return AFTER_A_FAULT
    })
    await rest(next, stop)
  }
}

const AFTER_A_FAULT = 1_000
