// Applies one change to one order's row: the newer document replaces the older one whole.
import type { FactChange } from '#app/core/facts/change.ts'
import { markSuspect } from '#app/db/facts/change-customer.ts'
import type { Judge } from '#app/db/facts/change-customer.ts'
import { nothingOrdered, sameOrder, visitText } from '#app/db/facts/order-rows.ts'
import type { OrderContent, OrderRow } from '#app/db/facts/order-rows.ts'
import { weigh } from '#app/db/facts/weigh.ts'

/** Changes about one order. */
export type OrderNews = Extract<FactChange, { readonly order: unknown }>

/** `content` is the order document as columns, for a change of that kind. */
export function changeOrder(row: OrderRow, change: OrderNews, content: Omit<OrderContent, 'visit'> | null, judge: Judge): void {
  switch (change.kind) {
    case 'orderGone':
      if (change.at < row.version || change.at <= (row.deleted_at ?? -1)) return
      put(row, nothingOrdered)
      Object.assign(row, { deleted_at: change.at, suspect: null, written: true })
      return
    case 'orderSuspect':
      if (row.deleted_at === null) markSuspect(row, change.why, judge.now)
      return
    case 'order': {
      if (!content || (row.deleted_at !== null && change.at <= row.deleted_at)) return
      // Where a customer came from is settled with the order; webhooks do not say it.
      const visit = visitText(change.visit)
      if (visit !== null && row.visit === null) put(row, { visit })
      const weight = weigh(row.version, change.at, sameOrder(row, content), judge.wins)
      if (weight === 'tie') markSuspect(row, 'order', judge.now)
      if (weight !== 'newer') return
      put(row, visit === null ? content : { ...content, visit })
      if (row.version === change.at && row.deleted_at === null) return
      Object.assign(row, { version: change.at, deleted_at: null, written: true })
    }
  }
}

function put(row: OrderRow, next: Partial<OrderContent>): void {
  if (sameOrder(row, next)) return
  Object.assign(row, next, { written: true, changed: true })
}
