// The front door of the language: a rule's text becomes a plan, or problems with place, cause and remedy.
import type { Plan } from '#app/core/plan/plan.ts'

/** A mistake or a warning, tied to a place in the merchant's text. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  /** Stable name, for tests and for help links, e.g. `unknown-filter`. */
  readonly code: string
  /** What is wrong and what to do, in one or two sentences a merchant understands. */
  readonly message: string
  /** UTF-16 offsets into the text as given: [start, end). */
  readonly start: number
  readonly end: number
  /** 1-based line and 0-based column, as Shopify's own messages count them. */
  readonly line: number
  readonly column: number
  /** Text to put in place of [start, end), when there is one obvious remedy. */
  readonly replacement?: string
}

export type Understood =
  | { readonly ok: true; readonly plan: Plan; readonly canonical: string; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }
