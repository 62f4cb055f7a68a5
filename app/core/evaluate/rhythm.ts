// How often a customer buys: the median of days between orders on different days.
import type { Day } from '#app/core/calendar/civil.ts'

const EMPTY = new Int32Array()

/** Takes days of orders, oldest first, and gives twice the median of the differences between different days: a whole number. */
export class Rhythm {
  #gaps = EMPTY
  #count = 0
  #last: Day = NaN

  clear(): void {
    this.#count = 0
    this.#last = NaN
  }

  add(day: Day): void {
    if (day === this.#last) return
    if (!Number.isNaN(this.#last)) this.#push(day - this.#last)
    this.#last = day
  }

  /** 0 below two different days. */
  twiceMedian(): number {
    if (this.#count === 0) return 0
    const gaps = this.#gaps.subarray(0, this.#count).sort()
    const middle = this.#count >> 1
    return gaps[middle]! + gaps[this.#count % 2 === 1 ? middle : middle - 1]!
  }

  #push(gap: number): void {
    if (this.#count === this.#gaps.length) {
      const wider = new Int32Array(Math.max(64, this.#count * 2))
      wider.set(this.#gaps)
      this.#gaps = wider
    }
    this.#gaps[this.#count++] = gap
  }
}
