// Addresses in payloads: those kept with a customer, and those written on orders and checkouts.
import { countryName, provinceName } from '../store/places.ts'
import type { Address, Customer } from '../store/model.ts'

type Person = Pick<Customer, 'firstName' | 'lastName' | 'phone'>

const nameOf = (person: Person) => `${person.firstName} ${person.lastName}`.trim()

export function customerAddressPayload(customer: Customer, address: Address, isDefault: boolean) {
  return {
    id: address.id,
    customer_id: customer.id,
    first_name: customer.firstName,
    last_name: customer.lastName,
    company: null,
    address1: address.street,
    address2: null,
    city: address.city,
    province: address.province === null ? null : provinceName(address.country, address.province),
    country: countryName(address.country),
    zip: address.zip,
    phone: customer.phone,
    name: nameOf(customer),
    province_code: address.province,
    country_code: address.country,
    country_name: countryName(address.country),
    default: isDefault,
  }
}

export function orderAddressPayload(person: Person | null, address: Address) {
  return {
    first_name: person?.firstName ?? 'Guest',
    address1: address.street,
    phone: person?.phone ?? null,
    city: address.city,
    zip: address.zip,
    province: address.province === null ? null : provinceName(address.country, address.province),
    country: countryName(address.country),
    last_name: person?.lastName ?? '',
    address2: null,
    company: null,
    latitude: address.lat,
    longitude: address.lon,
    name: person ? nameOf(person) : 'Guest',
    country_code: address.country,
    province_code: address.province,
  }
}
