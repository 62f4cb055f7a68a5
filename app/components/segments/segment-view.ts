// What the pages show of a segment.
import type { Problem } from '#app/core/segment.ts'

export type SegmentState = 'on' | 'paused' | 'off'

export interface SegmentView {
  readonly id: number
  readonly name: string
  readonly tag: string
  readonly state: SegmentState
  readonly members: number
  /** Customers of whom it cannot be said yet. */
  readonly unknowns: number
  /** False until everyone was looked at once. */
  readonly filled: boolean
  /** Whether its tag is left alone because a re-check disagreed with its members. */
  readonly frozen: boolean
  /** Whether the merchant let its tag be written. */
  readonly approved: boolean
}

export interface Draft {
  readonly name: string
  readonly rule: string
  readonly tag: string
}

/** What stands in the way of saving, each next to its field. */
export interface DraftErrors {
  readonly name?: string
  readonly tag?: string
  /** Each with its place in the text. */
  readonly rule?: readonly Problem[]
}
