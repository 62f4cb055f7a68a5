// What the home page shows of a shop.
import type { Trouble } from '#app/core/trouble.ts'

/** What keeps our own machinery from working, for whoever runs it. */
export interface MachineView {
  readonly queueReachable: boolean
  readonly database: 'full' | 'read-only' | null
  /** Deliveries are refused until some that wait are applied. */
  readonly inboxFull: boolean
}

/** What came of re-checking stored memberships. */
export interface AuditView {
  /** Memberships compared so far, and how many of them differed. */
  readonly checks: number
  readonly disagreements: number
  /** When everyone had been looked at last; null before the first round is over. */
  readonly roundEndedAt: number | null
  /** Segments whose tags are left alone because of it; `customers` is counted to 100. */
  readonly frozen: readonly { readonly id: number; readonly name: string; readonly tag: string; readonly customers: number }[]
}

export interface ShopView {
  readonly zone: string
  readonly writesEnabled: boolean
  /** Whether the merchant ever let tags be written. */
  readonly approved: boolean
  /** Null when all is well. */
  readonly trouble: Trouble | null
  /** First readable order; null when all of the history can be read. */
  readonly historyFrom: number | null
}
