// orders/edited: what was added to and taken from an order, without the order.
import type { Order, Store } from '../store/model.ts'
import { stamp } from './stamp.ts'

export interface LineDelta { readonly id: number; readonly delta: number }

export function orderEditPayload(store: Store, order: Order, edit: { readonly id: number; readonly at: number; readonly additions: readonly LineDelta[]; readonly removals: readonly LineDelta[] }) {
  const at = stamp(edit.at, store.settings.zone)
  return {
    order_edit: {
      id: edit.id,
      app_id: null,
      created_at: at,
      committed_at: at,
      notify_customer: false,
      order_id: order.id,
      staff_note: '',
      user_id: null,
      line_items: { additions: edit.additions, removals: edit.removals },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  }
}
