// What the facts say of everyone, and what the store says, in one form that can be compared.
import { foldTag } from '#app/core/vocabulary/names.ts'
import { decodeLines } from '#app/core/facts/order-lines.ts'
import { all } from '#app/db/sql.ts'
import type { House } from '#tests/shopify/house.ts'

export interface Compared {
  readonly customers: Readonly<Record<string, unknown>>
  readonly orders: Readonly<Record<string, unknown>>
}

export async function factsOf(house: House, shop: number): Promise<Compared> {
  return house.ctx.db.read(function* () {
    const people = yield* all<Record<string, string | number | boolean | null>>(
      `SELECT number, CAST(shopify_id AS TEXT) AS id, state, email_domain, has_note, has_phone, email_consent, sms_consent, number_of_orders, amount_spent, tags, suspect FROM customers
       WHERE shop_id = ? AND deleted_at IS NULL AND profile_at > 0`,
      shop,
    )
    const names = new Map(people.map((row) => [row.number, String(row.id)]))
    const bought = yield* all<Record<string, string | number | Uint8Array | null>>(
      `SELECT CAST(shopify_id AS TEXT) AS id, customer, processed_at, cancelled_at, test, financial_status, total, current_total, refunded, lines, suspect FROM orders
       WHERE shop_id = ? AND deleted_at IS NULL`,
      shop,
    )
    return {
      customers: Object.fromEntries(people.map((row) => [String(row.id), {
        state: row.state, domain: row.email_domain, note: Boolean(row.has_note), phone: Boolean(row.has_phone), mail: row.email_consent, sms: row.sms_consent, orders: row.number_of_orders, spent: row.amount_spent,
        tags: (JSON.parse(String(row.tags)) as [string, number, number][]).filter(([, , present]) => present === 1).map(([tag]) => foldTag(tag)).sort(), suspect: row.suspect,
      }])),
      orders: Object.fromEntries(bought.map((row) => [String(row.id), {
        customer: row.customer === null ? null : names.get(Number(row.customer)), at: row.processed_at, cancelled: row.cancelled_at, test: Boolean(row.test), status: row.financial_status,
        total: row.total, current: row.current_total, refunded: row.refunded, quantities: decodeLines(row.lines as Uint8Array).map((line) => [line.quantity, line.currentQuantity]), suspect: row.suspect,
      }])),
    }
  })
}

export function storeOf(house: House): Compared {
  const { customers, orders } = house.world.store
  const seconds = (at: number | null): number | null => (at === null ? null : Math.floor(at / 1000) * 1000)
  return {
    customers: Object.fromEntries([...customers.values()].filter((one) => one.mergedInto === null).map((one) => [String(one.id), {
      state: one.state, domain: one.email?.split('@')[1]?.toLowerCase() ?? null, note: one.note !== null, phone: one.phone !== null, mail: one.email === null ? null : one.emailConsent.state, sms: one.phone === null ? null : one.smsConsent.state,
      orders: one.numberOfOrders, spent: one.amountSpent, tags: one.tags.map(foldTag).sort(), suspect: null,
    }])),
    orders: Object.fromEntries([...orders.values()].map((one) => [String(one.id), {
      customer: one.customerId === null ? null : String(one.customerId), at: seconds(one.processedAt), cancelled: seconds(one.cancelledAt), test: one.test, status: one.financialStatus,
      total: one.total, current: one.currentTotal, refunded: one.refunds.reduce((sum, refund) => sum + refund.amount, 0),
      quantities: one.lines.map((line) => [line.quantity, line.currentQuantity]), suspect: null,
    }])),
  }
}
