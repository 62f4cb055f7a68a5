// customers/create, update, enable, disable, delete in the 2026-07 shape: no tags, no totals, no consent.
import { gid } from '../store/gid.ts'
import type { Customer, Store } from '../store/model.ts'
import { customerAddressPayload } from './address-payload.ts'
import { stamp } from './stamp.ts'

export function customerPayload(store: Store, customer: Customer) {
  const [address] = customer.addresses
  return {
    ...person(store, customer),
    addresses: customer.addresses.map((one, index) => customerAddressPayload(customer, one, index === 0)),
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customer.id),
    ...(address ? { default_address: customerAddressPayload(customer, address, true) } : {}),
  }
}

/** The customer inside an order or a checkout: without the list of addresses. */
export function embeddedCustomerPayload(store: Store, customer: Customer) {
  const [address] = customer.addresses
  return {
    ...person(store, customer),
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customer.id),
    ...(address ? { default_address: customerAddressPayload(customer, address, true) } : {}),
  }
}

function person(store: Store, customer: Customer) {
  const { zone, currency } = store.settings
  return {
    id: customer.id,
    created_at: stamp(customer.createdAt, zone),
    updated_at: stamp(customer.updatedAt, zone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state.toLowerCase(),
    note: customer.note,
    verified_email: customer.email !== null,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency,
  }
}

export const deletedCustomerPayload = (customerId: number) => ({ id: customerId, tax_exemptions: [], admin_graphql_api_id: gid('Customer', customerId) })
