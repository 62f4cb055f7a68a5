// How far a shop is read, and how fresh its answers are, as a page shows it.

export type SyncProgress =
  | { readonly state: 'waiting' }
  | {
      readonly state: 'running'
      /** What is being done, in words. */
      readonly step: string
      /** Lines imported. */
      readonly rows: number
      /** Between 0 and 1; null while it cannot be told. */
      readonly share: number | null
      readonly msLeft: number | null
      /** It was read before, and what is known goes on meanwhile. */
      readonly again?: boolean
    }
  | { readonly state: 'failed'; readonly why: string }
  /** Store clock. */
  | { readonly state: 'done'; readonly at: number }

/** What is still to do is counted this far; the count itself must cost nothing, for every open page asks for it. */
export const countedTo = 10_000

/** What answers about customers asked by name have cost, and what made them necessary. Walks over everyone are not among them. */
export interface Work {
  /** Customers evaluated: one of them at one instant is one. */
  readonly evaluations: number
  /** Customers among them whose facts had changed. */
  readonly events: number
  /** Instants at which their verdicts ran out. */
  readonly flips: number
}

/** Since an instant of the store clock. */
export interface WorkDone extends Work {
  readonly since: number
}

export interface Freshness {
  readonly customers: number
  /** Everything that changed in the store up to this instant (store clock) is in the facts, whether or not a delivery told of it; null before the first sync. */
  readonly completeUpTo: number | null
  /** What the last round of catching up found that no delivery had brought; null before the first. */
  readonly repaired: number | null
  /** Deliveries received and not applied yet, counted to `countedTo`. */
  readonly deliveries: number
  /** When the oldest of them was received (store clock). */
  readonly oldestDelivery: number | null
  /** Customers whose facts are newer than their verdicts, counted to `countedTo`. */
  readonly stale: number
  /** Customers whose tags are still to be written, counted to `countedTo`. */
  readonly unsettled: number
  /** Customers whose tags Shopify refused, counted to `countedTo`. */
  readonly refused: number
  /** Null before the first evaluation. */
  readonly work: WorkDone | null
}
