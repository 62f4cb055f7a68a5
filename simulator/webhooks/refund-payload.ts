// refunds/create, and the refunds inside an order: the order's number, no customer.
import { gid } from '../store/gid.ts'
import type { Order, Refund, Store } from '../store/model.ts'
import { refundedLinePayload } from './line-payload.ts'
import { orderMoney } from './money.ts'
import { stamp } from './stamp.ts'

export function refundPayload(store: Store, order: Order, refund: Refund) {
  const { zone, currency } = store.settings
  const money = orderMoney(order, currency)
  const at = stamp(refund.at, zone)
  const parts = refund.lines.flatMap(({ lineId, quantity }) => {
    const line = order.lines.find((one) => one.id === lineId)
    return line ? [{ line, quantity, subtotal: Math.round((line.discountedTotal * quantity) / line.quantity) }] : []
  })
  const rest = refund.amount - parts.reduce((sum, part) => sum + part.subtotal, 0)
  return {
    id: refund.id,
    order_id: order.id,
    created_at: at,
    note: null,
    user_id: null,
    processed_at: at,
    duties: [],
    total_duties_set: money.set(0),
    return: null,
    refund_shipping_lines: [],
    restock: parts.length > 0,
    admin_graphql_api_id: gid('Refund', refund.id),
    order_adjustments: rest === 0 ? [] : [{ id: refund.id + 1, order_id: order.id, refund_id: refund.id, amount: money.text(-rest), tax_amount: money.text(0), kind: 'refund_discrepancy', reason: 'Refund discrepancy', amount_set: money.set(-rest), tax_amount_set: money.set(0) }],
    refund_line_items: parts.map(({ line, quantity, subtotal }, index) => ({
      id: refund.id + 10 + index,
      quantity,
      line_item_id: line.id,
      location_id: null,
      restock_type: 'no_restock',
      subtotal: Number(money.text(subtotal)),
      total_tax: 0,
      subtotal_set: money.set(subtotal),
      total_tax_set: money.set(0),
      line_item: refundedLinePayload(store, line, money, order.fulfillmentStatus === 'FULFILLED'),
    })),
    transactions: refund.amount === 0 ? [] : [transaction(order, refund, money.text(refund.amount), at, currency)],
  }
}

const transaction = (order: Order, refund: Refund, amount: string, at: string, currency: string) => ({
  id: refund.id + 2,
  order_id: order.id,
  kind: 'refund',
  gateway: 'shopify_payments',
  status: 'success',
  message: null,
  created_at: at,
  test: order.test,
  authorization: null,
  location_id: null,
  user_id: null,
  parent_id: null,
  processed_at: at,
  device_id: null,
  error_code: null,
  source_name: order.sourceName,
  receipt: {},
  amount,
  currency,
  payment_id: `${order.name}.1`,
  total_unsettled_set: { presentment_money: { amount: '0.0', currency: order.presentmentCurrency }, shop_money: { amount: '0.0', currency } },
  manual_payment_gateway: false,
  amount_rounding: null,
  admin_graphql_api_id: gid('OrderTransaction', refund.id + 2),
})
