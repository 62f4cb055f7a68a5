// What the store will do later by its own clock: redactions, retries, delays. Stepping the clock makes them happen in order.
import type { StoreClock } from './clock.ts'

export interface Agenda {
  /** @param at milliseconds of the store clock */
  add(at: number, action: () => void): void
  /** The instant of the next action, or null. */
  next(): number | null
  /** Steps the clock to `instant`, stopping at every action on the way. */
  stepTo(instant: number): void
  close(): void
}

interface Entry { readonly at: number; readonly order: number; readonly action: () => void }

/** A timer cannot be set further ahead than this; longer waits are taken in pieces. */
const longestTimer = 2 ** 31 - 1

export function createAgenda(clock: StoreClock): Agenda {
  const heap: Entry[] = []
  let added = 0
  let timer: NodeJS.Timeout | undefined
  let stepping = false

  const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order)
  const at = (index: number) => heap[index] as Entry
  const swap = (a: number, b: number) => {
    const kept = at(a)
    heap[a] = at(b)
    heap[b] = kept
  }
  const push = (entry: Entry) => {
    heap.push(entry)
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!before(at(i), at(parent))) break
      swap(i, parent)
      i = parent
    }
  }
  const pop = (): Entry => {
    swap(0, heap.length - 1)
    const first = heap.pop() as Entry
    for (let i = 0; ; ) {
      const left = 2 * i + 1
      const right = left + 1
      let least = i
      if (left < heap.length && before(at(left), at(least))) least = left
      if (right < heap.length && before(at(right), at(least))) least = right
      if (least === i) return first
      swap(i, least)
      i = least
    }
  }

  const runDue = () => {
    while (heap[0] && heap[0].at <= clock.now()) pop().action()
  }
  const rearm = () => {
    clearTimeout(timer)
    if (!heap[0] || stepping) return
    timer = setTimeout(wake, Math.min(Math.max(0, heap[0].at - clock.now()), longestTimer))
    timer.unref()
  }
  function wake() {
    runDue()
    rearm()
  }

  return {
    add(instant, action) {
      push({ at: instant, order: added++, action })
      if (heap[0]?.order === added - 1) rearm()
    },
    next: () => heap[0]?.at ?? null,
    stepTo(instant) {
      stepping = true
      try {
        while (heap[0] && heap[0].at <= instant) {
          clock.stepTo(heap[0].at)
          pop().action()
        }
        clock.stepTo(instant)
      } finally {
        stepping = false
        rearm()
      }
    },
    close() {
      clearTimeout(timer)
      heap.length = 0
    },
  }
}
