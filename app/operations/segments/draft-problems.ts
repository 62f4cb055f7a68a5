// What stands in the way of saving a segment, each beside its field, in the merchant's words.
import type { Problem } from '#app/core/segment.ts'

export interface DraftProblems {
  readonly name?: string
  readonly tag?: string
  /** Errors and warnings of the rule, with their places. */
  readonly rule: readonly Problem[]
}

/** An expected end of every operation that saves a draft. */
export interface Refused {
  readonly kind: 'problems'
  readonly problems: DraftProblems
}
