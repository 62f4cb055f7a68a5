// What a block may hold beyond who its customers are: loaded only where a rule asks, for each part takes time and room.

const texts = ['state', 'locale', 'emailDomain', 'emailConsent', 'smsConsent', 'productSubscription', 'spendTier', 'rfmGroup'] as const
const lists = ['tags', 'foreignTags', 'countries', 'regions', 'cities'] as const
const customer = [...texts, ...lists, 'numberOfOrders', 'amountSpent', 'hasNote', 'hasPhone', 'metafields', 'places', 'members'] as const
const orderTexts = ['paymentStatus', 'channel', 'fulfillmentStatus', 'shippingCountry', 'shippingRegion', 'source', 'utmSource', 'utmMedium', 'utmCampaign'] as const
const orderLists = ['discountCode', 'orderTag'] as const
const lineDetails = ['currentQuantity', 'giftCard', 'lineAmount', 'variant', 'sku'] as const
const details = [...orderTexts, ...orderLists, ...lineDetails, 'currentTotal', 'discountAmount', 'discounted', 'refunds', 'gifts'] as const
const order = [...details, 'app', 'location', 'product', 'quantity'] as const

/** A column of texts, of lists or of one value a customer. */
export type CustomerTextPart = (typeof texts)[number]
export type CustomerListPart = (typeof lists)[number]
export type CustomerPart = (typeof customer)[number]

export type OrderTextPart = (typeof orderTexts)[number]
export type OrderListPart = (typeof orderLists)[number]
/** What only some rules ask of an order: `OrderFacts.details`, by its columns. */
export type DetailPart = (typeof details)[number]
/** Of orders beyond their instants, totals and states; `product` those on their lines, `quantity` how many of each. */
export type OrderPart = (typeof order)[number]

/** `orders` and `checkouts`: whether there are any at all. */
export type Part = CustomerPart | OrderPart | 'orders' | 'checkouts'
export type Parts = ReadonlySet<Part>

export const customerTexts: readonly CustomerTextPart[] = texts
export const customerLists: readonly CustomerListPart[] = lists
export const customerParts: readonly CustomerPart[] = customer
export const orderTextParts: readonly OrderTextPart[] = orderTexts
export const orderListParts: readonly OrderListPart[] = orderLists
export const detailParts: readonly DetailPart[] = details
export const orderParts: readonly OrderPart[] = order

export const everyPart: Parts = new Set<Part>([...customer, ...order, 'orders', 'checkouts'])

type Makers = Partial<Record<Part, () => unknown>>
type Made<M extends Makers> = { [K in keyof M]: M[K] extends () => infer V ? V : never }

/**
 * Adds to `columns` what is made of each part that is held; the others throw when they are read, for who loads a block must ask for
 * whatever its rules read. Add to the object, and do not spread it: what throws does not go along.
 */
export function heldOf<M extends Makers, C extends object = object>(parts: Parts, makers: M, columns: C = {} as C): C & Made<M> {
  for (const part of Object.keys(makers) as (keyof M & Part)[]) {
    if (parts.has(part)) Object.defineProperty(columns, part, { value: makers[part]!(), enumerable: true })
    else Object.defineProperty(columns, part, refusalOf(part))
  }
  return columns as C & Made<M>
}

/** The same for parts that are alike. */
export function eachHeld<K extends Part, V>(parts: Parts, of: readonly K[], make: (part: K) => V): Record<K, V> {
  return heldOf(parts, Object.fromEntries(of.map((part) => [part, () => make(part)])) as Record<K, () => V>)
}

/** One a part: blocks that hold the same are then alike to the engine that runs this, and their columns are found at once. */
const refusals = new Map<Part, PropertyDescriptor>()

function refusalOf(part: Part): PropertyDescriptor {
  let refusal = refusals.get(part)
  if (refusal === undefined) refusals.set(part, refusal = { get: () => refuse(part) })
  return refusal
}

function refuse(part: Part): never {
  throw new Error(`A rule asks for '${part}', and this block was loaded without it`)
}
