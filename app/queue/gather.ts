// Rings of the same bell within a moment become one: the first goes at once, those that come before it is over share the next.
import { setTimeout as pause } from 'node:timers/promises'

interface Turn {
  /** Resolves when the ring is over and the moment after it too. */
  readonly over: Promise<void>
  /** The ring that whoever comes meanwhile shares. */
  next: Promise<void> | null
}

export interface Gathered {
  /** Resolves when a ring that began after this call is over. */
  ring(key: string, work: () => Promise<void>): Promise<void>
  /** Resolves when no ring is under way or waiting. */
  drained(): Promise<void>
}

/** `work` rings, and never throws; between two rings of a key lie at least `restMs`. */
export function gather(restMs: number): Gathered {
  const turns = new Map<string, Turn>()

  const begin = (key: string, work: () => Promise<void>): Promise<void> => {
    const rung = work()
    const turn: Turn = { over: rung.then(() => pause(restMs)), next: null }
    turns.set(key, turn)
    void turn.over.then(() => {
      if (turn.next === null) turns.delete(key)
    })
    return rung
  }

  return {
    ring(key, work) {
      const turn = turns.get(key)
      if (turn === undefined) return begin(key, work)
      turn.next ??= turn.over.then(() => begin(key, work))
      return turn.next
    },
    async drained() {
      while (turns.size > 0) await Promise.all([...turns.values()].map((turn) => turn.next ?? turn.over))
    },
  }
}
