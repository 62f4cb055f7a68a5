// Two customers become one: orders and tags go to the keeper, the other one answers as if it had never been.
import { newId } from '../store/ids.ts'
import type { Customer } from '../store/model.ts'
import { Refused } from '../store/refused.ts'
import { identity, sortTags, splitTags } from '../store/tags.ts'
import { customerPayload } from '../webhooks/customer-payload.ts'
import { mergePayload } from '../webhooks/merge-payload.ts'
import type { World } from '../world.ts'
import { touch } from './customers.ts'
import { followOrders } from './totals.ts'

/** The only one with a mail address stays; else the one with an account or a subscription; else the second. */
export function keeperOf(one: Customer, two: Customer): Customer {
  if ((one.email === null) !== (two.email === null)) return one.email === null ? two : one
  const weight = (customer: Customer) => Number(customer.state === 'ENABLED') * 2 + Number(customer.emailConsent.state === 'SUBSCRIBED')
  return weight(one) > weight(two) ? one : two
}

/** @throws Refused if the united tags are more than a customer can have: the platform refuses that */
export function mergeCustomers(world: World, one: Customer, two: Customer): Customer {
  const { store, webhooks } = world
  const kept = keeperOf(one, two)
  const gone = kept === one ? two : one
  const tags = sortTags(splitTags([...kept.tags, ...gone.tags]))
  if (tags.length > 250) throw new Refused('Customers cannot be merged: more than 250 tags')
  const orders = [...(store.ordersOf.get(kept.id) ?? []), ...(store.ordersOf.get(gone.id) ?? [])]
  orders.sort((a, b) => (store.orders.get(a)?.createdAt ?? 0) - (store.orders.get(b)?.createdAt ?? 0) || a - b)
  touch(world, kept)
  for (const id of store.ordersOf.get(gone.id) ?? []) {
    const order = store.orders.get(id)
    if (!order) continue
    order.customerId = kept.id
    order.updatedAt = kept.updatedAt
  }
  store.ordersOf.set(kept.id, orders)
  store.ordersOf.delete(gone.id)
  inherit(world, kept, gone)
  kept.tags = tags
  kept.phone ??= gone.phone
  if (kept.addresses.length === 0) kept.addresses = gone.addresses
  gone.mergedInto = kept.id
  gone.tags = []

  const event = webhooks.newEventId()
  webhooks.emit('customers/merge', mergePayload(kept.id, gone.id, String(newId(store, 'job'))), event)
  webhooks.emit('customers/update', customerPayload(store, kept), event)
  followOrders(world, kept.id, event)
  return kept
}

/** What the merchant had put on the one that goes is theirs on the keeper too, and the journal says so. */
function inherit(world: World, kept: Customer, gone: Customer): void {
  const standing = new Set(kept.tags.map(identity))
  const authorOf = (tag: string) => world.journal.findLast((write) => write.customerId === gone.id && write.added.some((one) => identity(one) === identity(tag)))?.by
  const added = gone.tags.filter((tag) => !standing.has(identity(tag)) && authorOf(tag) === 'merchant')
  if (added.length > 0) world.journal.push({ at: world.clock.now(), by: 'merchant', customerId: kept.id, added, removed: [] })
}
