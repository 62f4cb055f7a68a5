// A rule as rows in groups, for a visual builder: plain data that survives JSON.
import type { Relation } from '../relation.ts'

export type TreeNode = TreeGroup | TreeRow

export interface TreeGroup {
  readonly kind: 'group'
  /** All of them hold, at least one does, or none does. */
  readonly match: 'all' | 'any' | 'none'
  readonly of: readonly TreeNode[]
}

/** `IN` and `NOT IN` are the relations for any number of values but one. */
export type TreeOperator = Relation | 'IN' | 'NOT IN'

/** A row about a field, a metafield, an `age` or `anniversary` (with `path`), or another segment. */
export interface TestRow extends TreeTest {
  readonly kind: 'row'
  /** The metafield that holds the date: `metafields.namespace.key`. */
  readonly path?: string
  /** When they entered or left the segment, where that is asked. */
  readonly date?: TreeTest
}

/** A row about events. */
export interface EventsRow extends TreeStep {
  readonly kind: 'row'
  readonly operator: 'MATCHES' | 'NOT MATCHES'
}

/** A row about two kinds of events in their order; `within` is like `30d`. */
export interface SequenceRow extends TreeStep {
  readonly kind: 'row'
  readonly operator: 'THEN' | 'THEN NOT'
  readonly then: TreeStep
  readonly within: string
}

export type TreeRow = TestRow | EventsRow | SequenceRow

export interface TreeStep {
  /** The name of a function. */
  readonly subject: string
  readonly parameters: readonly TreeTest[]
}

export interface TreeTest {
  /** The name of a field or a parameter. */
  readonly subject: string
  readonly operator: TreeOperator
  readonly values: readonly TreeValue[]
}

/** As the language writes it, texts without quotes, a point as `latitude, longitude`. `as` matters only where the type is open: in metafields. */
export interface TreeValue {
  readonly as: 'text' | 'number' | 'date' | 'id' | 'boolean' | 'point'
  readonly text: string
}
