// A segment as operations hand it out.
import type { Segment } from '#app/db/segments.ts'

export interface SegmentView {
  readonly id: number
  readonly name: string
  readonly rule: string
  readonly tag: string
  readonly state: 'on' | 'paused' | 'off'
  readonly version: number
  readonly members: number
  /** Customers of whom it cannot be said yet. */
  readonly unknowns: number
  /** Whether everyone was looked at since it was turned on. */
  readonly filled: boolean
  /** Whether its tag is neither added nor removed, because an audit disagreed with its memberships. */
  readonly frozen: boolean
  /** Whether the merchant let its tag be written; until then it is neither added nor removed. */
  readonly approved: boolean
  readonly onRemoval: 'put-back' | 'respect'
  readonly createdAt: number
  readonly updatedAt: number
}

/** Null for one that is deleted and only waits for its tags to be off. */
export function viewOf(segment: Segment): SegmentView | null {
  const { state } = segment
  if (state === 'deleted') return null
  const { id, name, rule, tag, version, members, unknowns, filledAt, frozenAt, approvedAt, onRemoval, createdAt, updatedAt } = segment
  return { id, name, rule, tag, state, version, members, unknowns, filled: filledAt !== null, frozen: frozenAt !== null, approved: approvedAt !== null, onRemoval, createdAt, updatedAt }
}
