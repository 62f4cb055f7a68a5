// People join, change their profile and account, and go.
import { countries } from '../store/places.ts'
import type { Customer } from '../store/model.ts'
import { setMetafield } from '../store/metafields.ts'
import { makeAddress, makeCustomer } from '../store/people.ts'
import type { Random } from '../store/random.ts'
import { Refused } from '../store/refused.ts'
import { customerPayload, deletedCustomerPayload } from '../webhooks/customer-payload.ts'
import { emailConsentPayload, smsConsentPayload } from '../webhooks/consent-payload.ts'
import type { World } from '../world.ts'

export function createCustomer(world: World, random: Random, event = world.webhooks.newEventId()): Customer {
  const now = world.clock.stamp()
  const customer = makeCustomer(world.store, random, now, now)
  world.store.customers.set(customer.id, customer)
  world.webhooks.emit('customers/create', customerPayload(world.store, customer), event)
  if (customer.emailConsent.state !== 'NOT_SUBSCRIBED') world.webhooks.emit('customers_email_marketing_consent/update', emailConsentPayload(world.store, customer), event)
  if (customer.smsConsent.state !== 'NOT_SUBSCRIBED') world.webhooks.emit('customers_marketing_consent/update', smsConsentPayload(world.store, customer), event)
  return customer
}

const edits: readonly ((world: World, random: Random, customer: Customer) => void)[] = [
  (world, random, customer) => {
    customer.addresses = [makeAddress(world.store, random, random.pick(countries)), ...customer.addresses.slice(1)]
  },
  (world, random, customer) => {
    customer.addresses = [...customer.addresses, makeAddress(world.store, random, random.pick(countries))].slice(0, 10)
  },
  (_world, random, customer) => {
    customer.locale = random.pick(random.pick(countries).locales)
  },
  (_world, _random, customer) => {
    customer.note = customer.note === null ? 'Prefers the evening.' : null
  },
  (_world, random, customer) => {
    if (customer.email !== null) customer.email = customer.email.replace(/@.*/, `@${random.pick(['gmail.example', 'company.example', 'web.example'])}`)
  },
  (_world, _random, customer) => {
    if (customer.email !== null && customer.phone !== null) customer.phone = null
  },
]

export function editProfile(world: World, random: Random, customer: Customer): void {
  random.pick(edits)(world, random, customer)
  touch(world, customer)
  world.webhooks.emit('customers/update', customerPayload(world.store, customer))
}

/** Opens or closes the customer's account. */
export function setAccount(world: World, customer: Customer, enabled: boolean): void {
  customer.state = enabled ? 'ENABLED' : 'DISABLED'
  touch(world, customer)
  const event = world.webhooks.newEventId()
  const payload = customerPayload(world.store, customer)
  world.webhooks.emit(enabled ? 'customers/enable' : 'customers/disable', payload, event)
  world.webhooks.emit('customers/update', payload, event)
}

export const isDeletable = (world: World, customer: Customer): boolean => (world.store.ordersOf.get(customer.id) ?? []).length === 0

/** @throws Refused if the customer has orders: the platform refuses that */
export function deleteCustomer(world: World, customer: Customer): void {
  if (!isDeletable(world, customer)) throw new Refused("Customer can't be deleted because they have associated orders")
  world.store.customers.delete(customer.id)
  world.webhooks.emit('customers/delete', deletedCustomerPayload(customer.id))
}

/** Another app notes something: no delivery tells of it, and the customer does not count as updated. */
export function noteMetafield(world: World, customer: Customer, metafield: Parameters<typeof setMetafield>[2]): void {
  setMetafield(world.store, customer, metafield)
}

export function touch(world: World, customer: Customer): void {
  customer.updatedAt = world.clock.stamp()
}
