// The columns of a block that say when customers entered and left the segments of which that is asked.
import type { Block } from '#app/core/facts/block.ts'
import { floats, naturals } from '#app/core/facts/column.ts'
import type { SegmentHistory } from '#app/core/facts/facts.ts'
import { elementsOf } from '#app/core/facts/text-columns.ts'

const NONE: Block['histories'] = { starts: new Uint32Array(), segments: new Uint32Array(), since: new Float64Array(), left: new Float64Array() }

export class HistoryColumns {
  readonly #ends = naturals()
  readonly #segments = naturals()
  readonly #since = floats()
  readonly #left = floats()

  /** Of the next customer. */
  add(histories: readonly SegmentHistory[]): void {
    for (const { segment, since, left } of histories) {
      this.#segments.push(segment)
      this.#since.push(since ?? NaN)
      this.#left.push(left ?? NaN)
    }
    this.#ends.push(this.#segments.length)
  }

  /** `rows`: the places of the customers, in the order of the block. Nothing at all where nobody has any. */
  build(rows: Uint32Array): Block['histories'] {
    if (this.#segments.length === 0) return NONE
    const { starts, from } = elementsOf(this.#ends.values, rows)
    return { starts, segments: this.#segments.gather(from), since: this.#since.gather(from), left: this.#left.gather(from) }
  }
}
