// The windows of an event test at an instant: those an event must lie in as one range, those it must not lie in apart.
import type { Window, Windows } from '#app/core/evaluate/program.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class MovingWindows {
  /** Whatever is before has left for good. */
  from: Instant = -Infinity
  #to: Instant = Infinity
  #now: Instant = -Infinity
  readonly #inside: readonly Window[]
  readonly #outside: readonly Window[]

  constructor({ inside, outside }: Windows) {
    this.#inside = inside
    this.#outside = outside
  }

  moveTo(now: Instant): void {
    this.from = -Infinity
    this.#to = Infinity
    for (const { from, to } of this.#inside) {
      this.from = Math.max(this.from, from.at(now))
      this.#to = Math.min(this.#to, to.at(now))
    }
    this.#now = now
  }

  holds(at: Instant): boolean {
    if (at < this.from || at >= this.#to) return false
    for (const { from, to } of this.#outside) if (at >= from.at(this.#now) && at < to.at(this.#now)) return false
    return true
  }

  /** When an event that is inside leaves, with no window to stay out of. */
  leaves(at: Instant): Instant {
    let leaves = Infinity
    for (const { from } of this.#inside) leaves = Math.min(leaves, from.past(at))
    return leaves
  }

  /** The next instant at which some window begins or ceases to hold an event that has not left for good. */
  turns(at: Instant): Instant {
    return Math.min(this.#turn(this.#inside, at), this.#turn(this.#outside, at))
  }

  #turn(windows: readonly Window[], at: Instant): Instant {
    let turn = Infinity
    for (const { from, to } of windows) {
      const edge = at >= to.at(this.#now) ? to : at >= from.at(this.#now) ? from : null
      if (edge) turn = Math.min(turn, edge.past(at))
    }
    return turn
  }
}
