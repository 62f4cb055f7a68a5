// Follows one row through time: from change to change of its tests, until the whole answer differs.
import { DAY_MS } from '#app/core/calendar/civil.ts'
import type { Arrangement, Step } from '#app/core/evaluate/arrange.ts'
import { Walk } from '#app/core/evaluate/walk.ts'
import { Workspace } from '#app/core/evaluate/workspace.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Four years with their leap day, and some days so that no change of the clocks matters. The shop's calendar ends before a leap day is left out and another comes. */
const ALL_CALENDARS = 1_470 * DAY_MS

export class Stepper {
  #walk: Walk | null = null
  /** The walk is about the block that was turned to last. */
  #turned = false
  #block: Block
  #start: Instant
  readonly #arrangement: Arrangement

  /** `start`: no instant asked about is before it. */
  constructor(block: Block, arrangement: Arrangement, start: Instant) {
    this.#block = block
    this.#arrangement = arrangement
    this.#start = start
  }

  /** Begins anew with a block. */
  turnTo(block: Block, start: Instant): void {
    this.#block = block
    this.#start = start
    this.#turned = false
  }

  /** The first instant from `from` on at which the row's answer is not `answer`; Infinity when there is none. */
  changeAfter(step: Step, row: number, answer: number, from: Instant): Instant {
    const walk = this.#ready()
    let recursSince: Instant | null = null
    for (let now = from; now < Infinity;) {
      walk.moveTo(row, row + 1, now)
      const here = walk.ask(step)
      const same = here.answer[0] === answer
      const next = here.timed ? here.bound[0]! : Infinity
      walk.done(step, here)
      if (!same) return now
      recursSince = walk.recurs ? recursSince ?? now : null
      if (recursSince !== null && now - recursSince > ALL_CALENDARS) return Infinity
      now = next
    }
    return Infinity
  }

  #ready(): Walk {
    const options = { now: this.#start, withBounds: true }
    if (this.#walk === null) this.#walk = new Walk(this.#block, this.#arrangement, new Workspace(1), options)
    else if (!this.#turned) this.#walk.turnTo(this.#block, options)
    this.#turned = true
    return this.#walk
  }
}
