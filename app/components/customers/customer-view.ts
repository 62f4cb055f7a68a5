// What the customer page shows.

export interface CustomerTag {
  readonly tag: string
  readonly ours: boolean
}

export interface CustomerSegment {
  readonly id: number
  readonly name: string
  readonly since: number | null
  /** When it ends if nothing new happens; null when never, undefined when not known. */
  readonly until: number | null | undefined
}

export type Reason = 'event' | 'time' | 'rule' | 'state' | 'correction' | 'cut points'

export interface CustomerPassage {
  readonly id: number
  readonly segment: number
  readonly name: string
  readonly entered: boolean
  readonly at: number
  readonly reason: Reason
}
