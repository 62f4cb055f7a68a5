// A line of an order, as orders and, shorter, refunds carry it.
import { gid } from '../store/gid.ts'
import type { Line, Store } from '../store/model.ts'
import type { OrderMoney } from './money.ts'

export const linePayload = (store: Store, line: Line, money: OrderMoney, fulfilled: boolean) => ({
  ...refundedLinePayload(store, line, money, fulfilled),
  attributed_staffs: [],
  current_quantity: line.currentQuantity,
  sales_line_item_group_id: null,
})

export function refundedLinePayload(store: Store, line: Line, money: OrderMoney, fulfilled: boolean) {
  const price = Math.round(line.originalTotal / line.quantity)
  const discount = line.originalTotal - line.discountedTotal
  const product = line.productId === null ? undefined : store.products.get(line.productId)
  const exists = product !== undefined && !product.deleted
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    fulfillable_quantity: fulfilled ? 0 : line.currentQuantity,
    fulfillment_service: 'manual',
    fulfillment_status: fulfilled ? 'fulfilled' : null,
    gift_card: line.giftCard,
    grams: line.giftCard ? 0 : 250,
    name: line.title,
    price: money.text(price),
    price_set: money.set(price),
    product_exists: exists,
    product_id: exists ? line.productId : null,
    properties: [],
    quantity: line.quantity,
    requires_shipping: !line.giftCard,
    sku: line.sku,
    taxable: !line.giftCard,
    title: line.title,
    total_discount: money.text(discount),
    total_discount_set: money.set(discount),
    variant_id: exists ? line.variantId : null,
    variant_inventory_management: null,
    variant_title: null,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: discount === 0 ? [] : [{ amount: money.text(discount), discount_application_index: 0, amount_set: money.set(discount) }],
  }
}
