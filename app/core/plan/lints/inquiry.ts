// What is certain about the parts of one rule, and where it is reported.
import type { Report, Span, Wording } from '#app/core/language/problem.ts'
import { assume } from './known.ts'
import type { Effort } from './known.ts'
import type { Part } from './part.ts'
import type { Known, World } from './world.ts'

export type Answer = 'yes' | 'no' | 'open'

/** A condition that can be relied on where another is looked at: it holds, or it does not. */
export interface Neighbour {
  readonly part: Part
  readonly holds: boolean
}

const MOST_STEPS = 40_000

export class Inquiry {
  readonly text: string
  readonly world: World
  readonly #said: readonly Span[]
  readonly #report: Report
  readonly #effort: Effort = { left: MOST_STEPS }

  constructor(text: string, world: World, said: readonly Span[], report: Report) {
    this.text = text
    this.world = world
    this.#said = said
    this.#report = report
  }

  /** Reports, unless the same was said of the place or a part of it. */
  say(place: Span, wording: Wording, said: Span | null = null): void {
    if (!said || !this.#said.some(({ start, end }) => start >= said.start && end <= said.end)) this.#report(place, wording)
  }

  /** Whether a part holds of every customer of whom so much is known, of none, or neither is certain. */
  answer({ yes, no }: Part, known: Known): Answer {
    if (!assume(yes, known, this.world, this.#effort)) return 'no'
    return assume(no, known, this.world, this.#effort) ? 'open' : 'yes'
  }

  /** What is known once the neighbour holds, or does not. */
  beside({ part, holds }: Neighbour, known: Known): Known | null {
    return assume(holds ? part.yes : part.no, known, this.world, this.#effort)
  }
}
