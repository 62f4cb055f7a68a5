// A round of comparing what we hold with what Shopify holds, as it is kept and shown.
import type { Trouble } from '#app/core/trouble.ts'

export type RoundKind =
  /** What changed since the last round, every few minutes. */
  | 'changes'
  /** How many customers, orders and products there are, by the day they were made; every night. */
  | 'counts'
  /** The tags of everyone, every night. */
  | 'tags'
  /** Everything of all customers, or of all products. */
  | 'customers' | 'products'
  /** The whole store. */
  | 'full'

/** What kept a round from its end; it is tried again by itself, but for `stopped`. */
export type RoundProblem =
  | Trouble
  | 'no-answer'
  | 'refused'
  /** Tried too often in vain: the merchant can begin it again. */
  | 'stopped'
  /** So much was different that the whole store is read again instead. */
  | 'read-again'

/** Instants are of the store clock. */
export interface Round {
  readonly kind: RoundKind
  readonly beganAt: number
  readonly endedAt: number
  /** Everything that changed in the store before is in the facts; null where the round says nothing of that. */
  readonly completeUpTo: number | null
  readonly lookedAt: number
  /** What was different in the store and no delivery had brought. */
  readonly repaired: number
  readonly problem: RoundProblem | null
}
