// One customer as they turn up: a name, an address, a way to be reached, a consent, perhaps a tag of the merchant's.
import { newId } from './ids.ts'
import { seedMetafields } from './metafields.ts'
import type { Address, Consent, ConsentState, Customer, Store } from './model.ts'
import { firstNames, lastNames, mailDomains } from './names.ts'
import type { Country } from './places.ts'
import { countries } from './places.ts'
import type { Random } from './random.ts'
import { identity, sortTags } from './tags.ts'

const byShare = countries.map((country) => [country, country.share] as const)

/** With mail or phone, phone only, or with neither (typed in at the counter). */
const reach: readonly (readonly ['mail' | 'both' | 'phone' | 'none', number])[] = [['mail', 70], ['both', 24], ['phone', 4], ['none', 2]]
const mailStates: readonly (readonly [ConsentState, number])[] = [['SUBSCRIBED', 45], ['NOT_SUBSCRIBED', 40], ['UNSUBSCRIBED', 12], ['PENDING', 2], ['INVALID', 1]]
const smsStates: readonly (readonly [ConsentState, number])[] = [['NOT_SUBSCRIBED', 65], ['SUBSCRIBED', 27], ['UNSUBSCRIBED', 8]]
const accounts: readonly (readonly [Customer['state'], number])[] = [['DISABLED', 62], ['ENABLED', 33], ['INVITED', 4], ['DECLINED', 1]]

/** The merchant's own tags and how many in a thousand carry them. */
export const merchantTags: readonly (readonly [string, number])[] = [['newsletter', 180], ['VIP', 35], ['wholesale', 20], ['b2b', 12], ['Press', 6], ['staff', 4], ['loyalty gold', 30], ['Größe XL', 8], ['do-not-call', 5], ['日本', 4]]

export function makeAddress(store: Store, random: Random, country: Country): Address {
  const city = random.pick(country.cities)
  const zip = city.zip.replaceAll(/[#?]/g, (mark) => (mark === '#' ? String(random.int(0, 9)) : 'ABDEFGHJLN'.charAt(random.int(0, 9))))
  const placed = random.chance(0.9)
  return {
    id: newId(store, 'address'),
    country: country.code,
    province: city.province,
    city: city.name,
    zip: random.chance(0.98) ? zip : null,
    street: `${random.pick(lastNames)} St ${random.int(1, 180)}`,
    lat: placed ? Math.round((city.lat + (random.next() - 0.5) / 5) * 1e6) / 1e6 : null,
    lon: placed ? Math.round((city.lon + (random.next() - 0.5) / 5) * 1e6) / 1e6 : null,
  }
}

/** @param now no stamp lies behind it */
export function makeCustomer(store: Store, random: Random, createdAt: number, now: number): Customer {
  const id = newId(store, 'customer')
  const country = random.weighted(byShare)
  const firstName = random.pick(firstNames)
  const lastName = random.pick(lastNames)
  const way = random.weighted(reach)
  const serial = store.issued.customer
  const later = (share: number) => (random.chance(share) ? createdAt + Math.floor((random.next() * (now - createdAt)) / 1000) * 1000 : createdAt)
  const email = way === 'mail' || way === 'both' ? `${ascii(firstName)}.${serial}@${random.weighted(mailDomains)}` : null
  const phone = way === 'phone' || way === 'both' ? `+${country.dial}${String(2_000_000_000 + serial).slice(-9)}` : null
  const consent = (reachable: boolean, states: typeof mailStates): Consent => {
    const state = reachable ? random.weighted(states) : 'NOT_SUBSCRIBED'
    return { state, at: state === 'UNSUBSCRIBED' ? later(1) : createdAt }
  }
  const emailConsent = consent(email !== null, mailStates)
  const smsConsent = consent(phone !== null, smsStates)
  const customer: Customer = {
    id, firstName, lastName, email, phone,
    note: random.chance(0.03) ? 'Asked for a call back.' : null,
    createdAt,
    updatedAt: Math.max(later(0.4), emailConsent.at, smsConsent.at),
    state: email === null ? 'DISABLED' : random.weighted(accounts),
    locale: random.pick(country.locales),
    tags: [],
    emailConsent, smsConsent,
    addresses: random.chance(0.93) ? Array.from({ length: random.chance(0.08) ? 2 : 1 }, () => makeAddress(store, random, country)) : [],
    numberOfOrders: 0,
    amountSpent: 0,
    lastOrderId: null,
    metafields: [],
    mergedInto: null,
  }
  seedMetafields(store, random, customer)
  return customer
}

/** What the merchant's staff has put on a customer. */
export function seedTags(store: Store, random: Random, customer: Customer): void {
  const tags = merchantTags.filter(([, share]) => random.chance(share / 1000)).map(([tag]) => tag)
  for (const tag of tags) store.spellings.set(identity(tag), tag)
  if (tags.length > 0) customer.tags = sortTags(tags)
}

const ascii = (name: string) => name.normalize('NFD').replaceAll(/[^A-Za-z]/g, '').toLowerCase() || 'kunde'
