// Answers for many customers on their way out of the engine thread: columns that are handed over, where objects would be copied one by one.
import type { EvaluatedRow } from '#app/engine/engine.ts'

/** One entry a row; `members` and `unknowns` of row r are those from `starts[r]` up to `starts[r + 1]`. */
export interface RowColumns {
  readonly numbers: Uint32Array
  readonly factsVersions: Float64Array
  /** Infinity for never. */
  readonly dueAt: Float64Array
  readonly members: SegmentLists
  readonly unknowns: SegmentLists
}

interface SegmentLists {
  readonly starts: Uint32Array
  readonly segments: Uint32Array
}

/** Rows are added in turn; their segments follow them. */
export class RowColumnsBuilder {
  readonly #numbers: number[] = []
  readonly #factsVersions: number[] = []
  readonly #dueAt: number[] = []
  readonly #members = new ListsBuilder()
  readonly #unknowns = new ListsBuilder()

  get length(): number {
    return this.#numbers.length
  }

  /** `dueAt` Infinity for never. */
  row(number: number, factsVersion: number, dueAt: number): void {
    this.#numbers.push(number)
    this.#factsVersions.push(factsVersion)
    this.#dueAt.push(dueAt)
    this.#members.begin()
    this.#unknowns.begin()
  }

  member(segment: number): void {
    this.#members.segments.push(segment)
  }

  unknown(segment: number): void {
    this.#unknowns.segments.push(segment)
  }

  build(): RowColumns {
    return {
      numbers: Uint32Array.from(this.#numbers), factsVersions: Float64Array.from(this.#factsVersions), dueAt: Float64Array.from(this.#dueAt),
      members: this.#members.build(), unknowns: this.#unknowns.build(),
    }
  }
}

class ListsBuilder {
  readonly segments: number[] = []
  readonly #starts: number[] = []

  begin(): void {
    this.#starts.push(this.segments.length)
  }

  build(): SegmentLists {
    return { starts: Uint32Array.from([...this.#starts, this.segments.length]), segments: Uint32Array.from(this.segments) }
  }
}

/** What a message hands over instead of copying. */
export const buffersOf = ({ numbers, factsVersions, dueAt, members, unknowns }: RowColumns): ArrayBuffer[] =>
  [numbers, factsVersions, dueAt, members.starts, members.segments, unknowns.starts, unknowns.segments].map(({ buffer }) => buffer as ArrayBuffer)

export function rowsOf({ numbers, factsVersions, dueAt, members, unknowns }: RowColumns): EvaluatedRow[] {
  return Array.from(numbers, (number, row) => ({
    number, factsVersion: factsVersions[row]!, members: listAt(members, row), unknowns: listAt(unknowns, row), dueAt: dueAt[row] === Infinity ? null : dueAt[row]!, flips: none,
  }))
}

const none: readonly never[] = []

function listAt({ starts, segments }: SegmentLists, row: number): readonly number[] {
  const from = starts[row]!
  const to = starts[row + 1]!
  return from === to ? none : Array.from(segments.subarray(from, to))
}
