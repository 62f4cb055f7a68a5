// One timer for the passing of time: armed for the instant at which the next verdict runs out, and armed anew when a commit brings an earlier one.
import type { Context } from '#app/operations/context.ts'
import { nextDueOf, ringDue } from '#app/operations/upkeep/ring-due.ts'

export interface DueTimer {
  /** Looks now, whatever it is armed for: the store clock was stepped. */
  look(): void
  /**
   * Does work that may bring instants forward, and is armed for the shop's next one. Whoever commits an instant waits for it, so that no process
   * has to be told of another's.
   */
  after(shop: number, work: Promise<void>): Promise<void>
  /** Lets go, and resolves when a look under way has ended. */
  close(): Promise<void>
}

/**
 * The net under the timer (milliseconds): instants of a process that died, rings that were lost, and a system clock that was set. It also
 * keeps every delay far below the 24.8 days beyond which timers fire at once.
 */
const NET = 5_000

/** Before who is still due is rung for again (milliseconds): they may wait for a walk over everyone, or for another process. */
const STILL = 200

export function openDueTimer(ctx: Context, onFault: (error: unknown) => void, net = NET): DueTimer {
  let timer: NodeJS.Timeout | undefined
  let armedFor = Infinity
  let looking: Promise<void> | null = null
  let again = false
  let closed = false

  const arm = (at: number): void => {
    clearTimeout(timer)
    armedFor = at
    const delay = at - ctx.now()
    if (!closed) timer = setTimeout(look, delay > 0 ? Math.min(net, delay) : STILL)
  }
  const look = (): void => {
    if (closed) return
    again = looking !== null
    looking ??= turn().finally(() => {
      looking = null
      if (again) look()
    })
  }
  const turn = async (): Promise<void> => {
    // What is brought forward while we look arms the timer anew.
    arm(Infinity)
    const next = await ringDue(ctx).catch((error: unknown) => {
      onFault(error)
      return Infinity
    })
    if (next < armedFor) arm(next)
  }

  look()
  return {
    look,
    async after(shop, work) {
      await work
      const next = await nextDueOf(ctx, shop)
      if (next < armedFor) arm(next)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await looking
    },
  }
}
