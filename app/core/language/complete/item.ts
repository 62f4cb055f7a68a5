// One thing that may come next.

export interface Item {
  /** What is written in place of [from, to). */
  readonly text: string
  /** What is shown for it. */
  readonly label: string
  /** What it means, in a few words; empty where the label says it all. */
  readonly detail: string
  readonly kind: 'field' | 'function' | 'parameter' | 'operator' | 'value' | 'date' | 'keyword'
}
