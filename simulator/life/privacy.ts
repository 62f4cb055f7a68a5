// A customer asks for their data, or to be forgotten.
import { newId } from '../store/ids.ts'
import type { Customer } from '../store/model.ts'
import { customerRedactPayload, dataRequestPayload } from '../webhooks/privacy-payload.ts'
import type { World } from '../world.ts'

const day = 86_400_000

const ordersNamed = (world: World, customer: Customer) => world.store.ordersOf.get(customer.id) ?? []

export function requestData(world: World, customer: Customer): void {
  world.webhooks.emit('customers/data_request', dataRequestPayload(world.store, customer, ordersNamed(world, customer), newId(world.store, 'dataRequest')))
}

/**
 * Forgotten ten days after the request, or sixty after the last order, whichever is later; at once on demand.
 * @returns the instant it is due, in milliseconds of the store clock
 */
export function requestRedaction(world: World, customer: Customer, atOnce: boolean): number {
  const last = world.store.orders.get(customer.lastOrderId ?? 0)
  const due = atOnce ? world.clock.now() : Math.max(world.clock.now() + 10 * day, (last?.createdAt ?? 0) + 60 * day)
  if (atOnce) redact(world, customer)
  else world.agenda.add(due, () => redact(world, customer))
  return due
}

function redact(world: World, customer: Customer): void {
  if (!world.store.customers.has(customer.id) || customer.mergedInto !== null) return
  const payload = customerRedactPayload(world.store, { id: customer.id, email: customer.email, phone: customer.phone }, ordersNamed(world, customer))
  const at = world.clock.stamp()
  Object.assign(customer, { firstName: '', lastName: '', email: null, phone: null, note: null, addresses: [], metafields: [], updatedAt: at, emailConsent: { state: 'REDACTED', at }, smsConsent: { state: 'REDACTED', at } } satisfies Partial<Customer>)
  world.webhooks.emit('customers/redact', payload)
}
