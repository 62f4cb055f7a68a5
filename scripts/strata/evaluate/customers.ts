// The customers of a file into a block, in the order of the file.
import type { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { CustomerFacts, Instant, MetafieldFact, Place } from '#app/core/facts/facts.ts'
import { metafieldsOf } from '#app/shopify/nodes/metafields.ts'
import { district, mailDomain, rounded, whether } from '#app/shopify/payloads/allow.ts'
import { place } from '#app/shopify/payloads/place.ts'
import { type Fields, fields, instant, isFields, money, requiredId, text, texts, whole } from '#app/shopify/payloads/read.ts'
import { Children } from './children.ts'
import { eachLine } from './file-lines.ts'
import type { IdTable } from './id-table.ts'
import { expectKind } from './kind.ts'

export interface CustomersWanted {
  /** The shop's. */
  readonly currency: string
  /** Those created later are left out. */
  readonly at: Instant
  /** Numbers are given here; who is left out has one too. */
  readonly customers: IdTable
  readonly places: boolean
  /** Paths. */
  readonly metafields: ReadonlySet<string>
}

/** Gives the number of customers that came twice: the first one counts. */
export function addCustomers(path: string, wanted: CustomersWanted, builder: BlockBuilder, added: (node: Fields) => void): number {
  const parts = partsOf(path, wanted)
  let again = 0
  eachLine(path, 'parents', (node) => {
    expectKind(node.id, 'Customer')
    const id = requiredId('customer', node.id)
    const before = wanted.customers.size
    const number = wanted.customers.add(id)
    if (number <= before) again += 1
    else if ((instant(node.createdAt) ?? -Infinity) <= wanted.at) {
      builder.addCustomer(factsOf(node, number, wanted.currency, parts.of(id)))
      added(node)
    }
  })
  return again
}

type Parts = Pick<CustomerFacts, 'places' | 'metafields'>

function factsOf(node: Fields, number: number, currency: string, parts: Parts): CustomerFacts {
  const mail = fields(node.defaultEmailAddress)
  const phone = fields(node.defaultPhoneNumber)
  const spent = fields(node.amountSpent)
  const statistics = fields(node.statistics)
  const tags = texts(node.tags)
  return {
    number,
    createdAt: instant(node.createdAt),
    state: text(node.state),
    locale: text(node.locale),
    emailDomain: text(mailDomain(mail.emailAddress)),
    emailConsent: text(mail.marketingState),
    smsConsent: text(phone.marketingState),
    tags,
    foreignTags: [],
    numberOfOrders: whole(node.numberOfOrders),
    amountSpent: money(spent.amount, text(spent.currencyCode) ?? currency) ?? 0,
    productSubscription: text(node.productSubscriberStatus),
    spendTier: text(statistics.predictedSpendTier),
    rfmGroup: text(statistics.rfmGroup),
    hasNote: whether(node.note) === true,
    hasPhone: isFields(node.defaultPhoneNumber),
    members: [],
    ...parts,
  }
}

const noParts: Parts = { places: [], metafields: {} }

/** Addresses and metafields that are asked for; equal ones are held once. */
function partsOf(path: string, { places, metafields }: CustomersWanted): { readonly of: (customerId: string) => Parts } {
  if (!places && metafields.size === 0) return { of: () => noParts }
  const children = new Children()
  const seen = new Map<string, Part>()
  const part: Part[] = []
  eachLine(path, 'children', (child) => {
    const found = places && isAddress(child) ? addressOf(child) : metafieldOf(child, metafields)
    if (found === null) return
    const key = JSON.stringify(found)
    if (!seen.has(key)) seen.set(key, found)
    part.push(seen.get(key)!)
    children.add(child)
  })
  children.group()
  return {
    of(customerId) {
      const mine = Array.from(children.of(customerId), (index) => part[index]!)
      return {
        places: mine.flatMap((one) => ('place' in one ? [one.place] : [])),
        metafields: Object.fromEntries(mine.flatMap((one) => ('path' in one ? [[one.path, one.fact] as const] : []))),
      }
    },
  }
}

type Part = { readonly place: Place } | { readonly path: string; readonly fact: MetafieldFact }

const isAddress = (child: Fields): boolean => typeof child.id === 'string' && child.id.includes('/MailingAddress/')

function addressOf(address: Fields): Part | null {
  const found = place(address.countryCodeV2, address.provinceCode, address.city, district(address.zip), rounded(address.latitude), rounded(address.longitude))
  return found && { place: found }
}

function metafieldOf(child: Fields, wanted: ReadonlySet<string>): Part | null {
  const [found] = Object.entries(metafieldsOf([child], wanted))
  return found ? { path: found[0], fact: found[1] } : null
}
