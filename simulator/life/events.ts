// Everything that can happen in the store, one row each: its name, how often it comes in an ordinary hour, and what it does.
import type { Customer, Order, Product } from '../store/model.ts'
import { isCancellable, isRefundable } from '../store/order-changes.ts'
import { merchantTags } from '../store/people.ts'
import type { Random } from '../store/random.ts'
import { Refused } from '../store/refused.ts'
import { identity } from '../store/tags.ts'
import type { World } from '../world.ts'
import { abandonCheckout, deleteCheckout } from './checkouts.ts'
import { someCustomer, someProduct, someRecentOrder } from './choose.ts'
import { setEmailConsent, setSmsConsent } from './consent.ts'
import { createCustomer, deleteCustomer, editProfile, isDeletable, noteMetafield, setAccount } from './customers.ts'
import { mergeCustomers } from './merge.ts'
import { cancel, deleteOrder, edit, fulfil, isOrderDeletable, pay, placeOrder, type PlaceOptions, refund, tagOrder } from './orders.ts'
import { requestData, requestRedaction } from './privacy.ts'
import { createProduct, deleteCollection, deleteProduct, editProduct, moveProduct } from './products.ts'
import { install, uninstall, updateShop } from './shop.ts'
import { tagCustomer, untagCustomer } from './tags.ts'
import type { Wish } from './wish.ts'

/** What it happened to; null if there was nothing it could happen to. */
export type Happened = Readonly<Record<string, unknown>> | null

export interface Happening {
  /** Share among random events; 0 for what happens only on demand. */
  readonly weight: number
  readonly happen: (world: World, random: Random, wish: Wish) => Happened
}

function customerNamed(world: World, id: number | null): Customer | null {
  if (id === null) return null
  const customer = world.store.customers.get(id)
  if (!customer || customer.mergedInto !== null) throw new Refused(`there is no customer ${id}`)
  return customer
}

/** The order that was named, or the latest of the customer that was named. */
function orderNamed(world: World, wish: Wish, fits: (order: Order) => boolean): Order | null {
  const ids = wish.has('orderId') ? [wish.id('orderId') ?? 0] : wish.has('customerId') ? world.store.ordersOf.get(wish.id('customerId') ?? 0) ?? [] : null
  if (ids === null) return null
  const order = ids.map((id) => world.store.orders.get(id)).findLast((one) => one !== undefined && fits(one))
  if (!order) throw new Refused('there is no order to which this can happen')
  return order
}

const aCustomer = (does: (world: World, random: Random, customer: Customer, wish: Wish) => unknown, fits: (customer: Customer, world: World) => boolean = () => true): Happening['happen'] => (world, random, wish) => {
  const customer = customerNamed(world, wish.id('customerId')) ?? someCustomer(world.store, random, (one) => fits(one, world))
  if (!customer) return null
  does(world, random, customer, wish)
  return { customer: customer.id }
}

const anOrder = (does: (world: World, random: Random, order: Order, wish: Wish) => unknown, fits: (order: Order) => boolean): Happening['happen'] => (world, random, wish) => {
  const order = orderNamed(world, wish, fits) ?? someRecentOrder(world.store, random, fits)
  if (!order) return null
  does(world, random, order, wish)
  return { order: order.id, customer: order.customerId }
}

const order = (world: World, random: Random, customer: Customer | null, options: PlaceOptions = {}) => ({ order: placeOrder(world, random, customer, options).id, customer: customer?.id ?? null })

const tagsOf = (wish: Wish) => wish.texts('tags') ?? wish.texts('tag')
const ownTag = (random: Random) => random.weighted(merchantTags)
const isOwn = new Set(merchantTags.map(([tag]) => identity(tag)))
const hasOwnTag = (customer: Customer) => customer.tags.some((tag) => isOwn.has(identity(tag)))

const appTagOf = (world: World, customer: Customer) => customer.tags.find((tag) => world.appTags.has(identity(tag)))

export const events: Readonly<Record<string, Happening>> = {
  order: { weight: 30, happen: (world, random, wish) => {
    const customer = customerNamed(world, wish.id('customerId')) ?? someCustomer(world.store, random)
    return customer && order(world, random, customer, { test: wish.flag('test'), code: wish.text('code') })
  } },
  firstOrder: { weight: 6, happen: (world, random) => {
    const event = world.webhooks.newEventId()
    return order(world, random, createCustomer(world, random, event), { event })
  } },
  guestOrder: { weight: 1.5, happen: (world, random) => order(world, random, null) },
  testOrder: { weight: 0.5, happen: (world, random) => order(world, random, someCustomer(world.store, random), { test: true }) },
  refund: { weight: 5, happen: anOrder((world, random, one, wish) => refund(world, random, one, wish.number('amount') ?? (wish.flag('all') || (!wish.has('all') && random.chance(0.4)) ? 'all' : 'some')), isRefundable) },
  cancel: { weight: 3, happen: anOrder((world, _random, one) => cancel(world, one), isCancellable) },
  editOrder: { weight: 2, happen: anOrder((world, random, one) => edit(world, random, one), (one) => isCancellable(one) && one.financialStatus !== 'VOIDED') },
  fulfil: { weight: 12, happen: anOrder((world, _random, one) => fulfil(world, one), (one) => isCancellable(one) && one.financialStatus !== 'VOIDED') },
  pay: { weight: 1, happen: anOrder((world, _random, one) => pay(world, one), (one) => one.cancelledAt === null && (one.financialStatus === 'PENDING' || one.financialStatus === 'AUTHORIZED')) },
  tagOrder: { weight: 1, happen: anOrder((world, random, one, wish) => tagOrder(world, one, tagsOf(wish) ?? [random.pick(['gift', 'priority', 'B2B'])]), () => true) },
  deleteOrder: { weight: 0.3, happen: anOrder((world, _random, one) => deleteOrder(world, one), isOrderDeletable) },
  profile: { weight: 5, happen: aCustomer((world, random, one) => editProfile(world, random, one)) },
  metafield: { weight: 0, happen: aCustomer((world, _random, one, wish) => noteMetafield(world, one, {
    namespace: wish.text('namespace') ?? 'loyalty', key: wish.text('key') ?? 'points', type: wish.text('type') ?? 'number_integer', value: wish.text('value'),
  })) },
  account: { weight: 1, happen: aCustomer((world, _random, one) => setAccount(world, one, one.state !== 'ENABLED'), (one) => one.email !== null) },
  subscribe: { weight: 3, happen: aCustomer((world, _random, one) => setEmailConsent(world, one, 'SUBSCRIBED'), (one) => one.email !== null && one.emailConsent.state !== 'SUBSCRIBED') },
  unsubscribe: { weight: 3, happen: aCustomer((world, _random, one) => setEmailConsent(world, one, 'UNSUBSCRIBED'), (one) => one.emailConsent.state === 'SUBSCRIBED') },
  subscribeSms: { weight: 1.5, happen: aCustomer((world, _random, one) => setSmsConsent(world, one, 'SUBSCRIBED'), (one) => one.phone !== null && one.smsConsent.state !== 'SUBSCRIBED') },
  unsubscribeSms: { weight: 1.5, happen: aCustomer((world, _random, one) => setSmsConsent(world, one, 'UNSUBSCRIBED'), (one) => one.smsConsent.state === 'SUBSCRIBED') },
  merchantTags: { weight: 6, happen: aCustomer((world, random, one, wish) => tagCustomer(world, one.id, tagsOf(wish) ?? [ownTag(random)], 'merchant')) },
  merchantUntags: { weight: 3, happen: aCustomer((world, random, one, wish) => untagCustomer(world, one.id, tagsOf(wish) ?? one.tags.filter((tag) => isOwn.has(identity(tag))).slice(0, 1), 'merchant'), hasOwnTag) },
  merchantRemovesAppTag: { weight: 0.6, happen: aCustomer((world, _random, one) => untagCustomer(world, one.id, [appTagOf(world, one) ?? ''], 'merchant'), (one, world) => appTagOf(world, one) !== undefined) },
  merchantAddsAppTag: { weight: 0.4, happen: (world, random, wish) => (world.appTags.size === 0 ? null : aCustomer((_, __, one) => tagCustomer(world, one.id, [random.pick([...world.appTags.values()])], 'merchant'))(world, random, wish)) },
  newCustomer: { weight: 3, happen: (world, random) => ({ customer: createCustomer(world, random).id }) },
  deleteCustomer: { weight: 0.5, happen: aCustomer((world, _random, one) => deleteCustomer(world, one), (one, world) => isDeletable(world, one)) },
  merge: { weight: 0.4, happen: (world, random, wish) => {
    const one = customerNamed(world, wish.id('customerId')) ?? someCustomer(world.store, random)
    const two = customerNamed(world, wish.id('otherId')) ?? someCustomer(world.store, random)
    if (!one || !two || one === two) return null
    const kept = mergeCustomers(world, one, two)
    return { customer: kept.id, gone: kept === one ? two.id : one.id }
  } },
  abandon: { weight: 5, happen: aCustomer((world, random, one, wish) => abandonCheckout(world, random, one, wish.id('productId')), (one) => one.email !== null || one.phone !== null) },
  clearCheckout: { weight: 0.3, happen: (world) => {
    const [checkout] = world.store.checkouts.values()
    if (!checkout) return null
    deleteCheckout(world, checkout)
    return { checkout: checkout.id }
  } },
  editProduct: { weight: 2, happen: (world, random, wish) => aProduct(world, random, wish, (product) => editProduct(world, random, product)) },
  newProduct: { weight: 0.5, happen: (world, random) => ({ product: createProduct(world, random).id }) },
  deleteProduct: { weight: 0.3, happen: (world, random, wish) => aProduct(world, random, wish, (product) => deleteProduct(world, product)) },
  collection: { weight: 1, happen: (world, random, wish) => {
    const collections = [...world.store.collections.values()]
    return collections.length === 0 ? null : aProduct(world, random, wish, (product) => moveProduct(world, product, random.pick(collections)))
  } },
  deleteCollection: { weight: 0, happen: (world, _random, wish) => {
    const collection = world.store.collections.get(wish.id('collectionId') ?? 0) ?? [...world.store.collections.values()].at(-1)
    if (!collection) return null
    deleteCollection(world, collection)
    return { collection: collection.id }
  } },
  shop: { weight: 0, happen: (world, _random, wish) => {
    updateShop(world, { zone: wish.text('zone'), currency: wish.text('currency') })
    return { zone: world.store.settings.zone, currency: world.store.settings.currency }
  } },
  dataRequest: { weight: 0, happen: aCustomer((world, _random, one) => requestData(world, one)) },
  redact: { weight: 0, happen: (world, random, wish) => {
    let due = 0
    const done = aCustomer((_, __, one) => (due = requestRedaction(world, one, wish.flag('now'))))(world, random, wish)
    return done && { ...done, due }
  } },
  install: { weight: 0, happen: (world, _random, wish) => {
    install(world, wish.texts('scopes') ?? world.config.scopes)
    return { installed: true, scopes: world.installation.scopes }
  } },
  uninstall: { weight: 0, happen: (world) => {
    uninstall(world)
    return { installed: false }
  } },
}

function aProduct(world: World, random: Random, wish: Wish, does: (product: Product) => void): Happened {
  const id = wish.id('productId')
  const product = id === null ? someProduct(world.store, random) : world.store.products.get(id)
  if (!product || product.deleted) {
    if (id !== null) throw new Refused(`there is no product ${id}`)
    return null
  }
  does(product)
  return { product: product.id }
}
