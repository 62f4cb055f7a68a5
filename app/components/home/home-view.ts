// What the home page shows of a shop.
import type { Trouble } from '#app/core/trouble.ts'

/** What keeps our own machinery from working, for whoever runs it. */
export interface MachineView {
  readonly queueReachable: boolean
  readonly database: 'full' | 'read-only' | null
}

export interface ShopView {
  readonly zone: string
  readonly writesEnabled: boolean
  /** Null when all is well. */
  readonly trouble: Trouble | null
  /** First readable order; null when all of the history can be read. */
  readonly historyFrom: number | null
}
