// What kind of part a rule goes on with.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import type { Subject } from '#app/core/vocabulary/types.ts'

export type Expectation =
  | { readonly kind: 'condition' }
  /** The second step of a sequence. */
  | { readonly kind: 'step'; readonly negatable: boolean }
  /** A condition is complete. */
  | { readonly kind: 'joint'; readonly closes: boolean; readonly then: boolean }
  /** Exactly these words or signs. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** `negated` after NOT; `colon` inside the legacy parenthesis. */
  | { readonly kind: 'operator'; readonly subject: Subject; readonly negated: boolean; readonly colon: boolean }
  | { readonly kind: 'value'; readonly subject: Subject }
  | { readonly kind: 'call'; readonly of: EventFunction }
  | { readonly kind: 'parameter'; readonly of: EventFunction; readonly legacy: boolean; readonly given: readonly string[]; readonly closes: boolean }
  | { readonly kind: 'path' | 'segment' | 'length' }
