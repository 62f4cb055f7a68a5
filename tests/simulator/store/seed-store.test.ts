// The seeded past is the same for the same seed, and looks like a shop's.
import { describe, expect, test } from 'vitest'
import { dumpStore } from '#simulator/store/dump.ts'
import { formatMoney } from '#simulator/store/currencies.ts'
import { seedStore } from '#simulator/store/seed-store.ts'

const now = Date.UTC(2026, 10, 22)
const store = seedStore({ seed: 1, customers: 10_000, now })
const orders = [...store.orders.values()]
const customers = [...store.customers.values()]
const share = <T>(list: readonly T[], test: (one: T) => boolean) => list.filter(test).length / list.length

test('one seed, one store', () => {
  const dump = (seed: number) => [...dumpStore(seedStore({ seed, customers: 300, now }))].join('\n')
  expect(dump(3)).toBe(dump(3))
  expect(dump(3)).not.toBe(dump(4))
})

describe('ten thousand customers', () => {
  test('have about 3.2 orders each, and a third of them none', () => {
    expect(orders.length).toBeGreaterThan(28_000)
    expect(orders.length).toBeLessThan(36_000)
    const without = share(customers, (one) => !store.ordersOf.has(one.id))
    expect(without).toBeGreaterThan(0.31)
    expect(without).toBeLessThan(0.39)
    expect(Math.max(...[...store.ordersOf.values()].map((list) => list.length))).toBeGreaterThan(40)
  })
  test('buy twice as much in November and December', () => {
    const december = (year: number) => orders.filter((one) => new Date(one.createdAt).getUTCMonth() === 11 && new Date(one.createdAt).getUTCFullYear() === year).length
    const september = (year: number) => orders.filter((one) => new Date(one.createdAt).getUTCMonth() === 8 && new Date(one.createdAt).getUTCFullYear() === year).length
    expect(december(2025)).toBeGreaterThan(1.5 * september(2025))
  })
  test('use codes, send back, cancel and test in the shares of a shop', () => {
    expect(orders.reduce((sum, one) => sum + one.lines.length, 0) / orders.length).toBeCloseTo(1.8, 1)
    expect(share(orders, (one) => one.discountCodes.length > 0)).toBeCloseTo(0.25, 1)
    expect(share(orders, (one) => one.cancelledAt !== null)).toBeCloseTo(0.03, 1)
    for (const odd of [
      share(orders, (one) => one.refunds.length > 0 && one.cancelledAt === null && one.financialStatus === 'REFUNDED'),
      share(orders, (one) => one.financialStatus === 'PARTIALLY_REFUNDED'),
      share(orders, (one) => one.test),
      share(orders, (one) => one.financialStatus === 'VOIDED'),
      share(orders, (one) => one.customerId === null),
      share(orders, (one) => one.presentmentCurrency === 'JPY'),
      share(orders, (one) => one.locationId !== null),
      share(orders, (one) => one.lines.some((line) => line.giftCard)),
      share(orders, (one) => one.lines.some((line) => line.productId === null)),
      share(orders, (one) => one.processedAt < one.createdAt - 86_400_000),
      share(customers, (one) => one.email === null && one.phone !== null),
      share(customers, (one) => one.email === null && one.phone === null),
      share(customers, (one) => one.tags.includes('VIP')),
      share([...store.products.values()], (one) => one.deleted),
    ]) {
      expect(odd).toBeGreaterThan(0.0005)
      expect(odd).toBeLessThan(0.2)
    }
  })
})

test('ids are thirteen or fourteen digits, safe and growing; stamps are whole seconds up to now', () => {
  const ids = [...store.customers.keys(), ...store.orders.keys(), ...orders.flatMap((one) => one.lines.map((line) => line.id))]
  expect(ids.every((id) => Number.isSafeInteger(id) && id >= 1e12 && id < 1e14)).toBe(true)
  expect([...store.orders.keys()].every((id, index, all) => index === 0 || id > (all[index - 1] ?? 0))).toBe(true)
  expect(orders.every((one, index) => index === 0 || one.createdAt >= (orders[index - 1]?.createdAt ?? 0))).toBe(true)
  const stamps = [...orders.flatMap((one) => [one.createdAt, one.updatedAt, one.cancelledAt ?? 0, ...one.refunds.map((refund) => refund.at)]), ...customers.flatMap((one) => [one.createdAt, one.updatedAt, one.emailConsent.at])]
  expect(stamps.every((at) => at % 1000 === 0 && at <= now)).toBe(true)
})

test('what is left of an order is its total less its refunds, and the parts make the total', () => {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const left = (one: (typeof orders)[number]) => (one.financialStatus === 'VOIDED' ? 0 : one.total - sum(one.refunds.map((refund) => refund.amount)))
  expect(orders.filter((one) => one.currentTotal !== left(one))).toEqual([])
  expect(orders.filter((one) => one.total !== sum(one.lines.map((line) => line.discountedTotal)) + one.shipping)).toEqual([])
  expect(orders.filter((one) => one.discounts !== sum(one.lines.map((line) => line.originalTotal - line.discountedTotal)))).toEqual([])
  expect(orders.filter((one) => one.lines.some((line) => line.currentQuantity < 0 || line.currentQuantity > line.quantity))).toEqual([])
})

test('reported totals count every order but tests and know the latest', () => {
  for (const one of customers) {
    const own = (store.ordersOf.get(one.id) ?? []).map((id) => store.orders.get(id)).filter((order) => order !== undefined && !order.test)
    expect(one.numberOfOrders).toBe(own.length)
    expect(one.lastOrderId).toBe(own.at(-1)?.id ?? null)
  }
})

test('a shop in yen has no decimals', () => {
  const tokyo = seedStore({ seed: 1, customers: 200, now, currency: 'JPY', zone: 'Asia/Tokyo' })
  const [product] = tokyo.products.values()
  expect(product?.variants[0]?.price).toBeGreaterThan(500)
  expect(formatMoney(product?.variants[0]?.price ?? 0, 'JPY')).toMatch(/^\d+$/)
})
