// Tags added and removed, by the merchant or through the API: whatever changed bumps the customer and is told.
import type { TagsOutcome } from '../store/tags.ts'
import { addTags, identity, removeTags } from '../store/tags.ts'
import { customerPayload } from '../webhooks/customer-payload.ts'
import { tagsPayload } from '../webhooks/tags-payload.ts'
import type { TagAuthor, World } from '../world.ts'

/** Any answer without user errors leaves the customer with the tags; a tag that stands already changes nothing and is not told. */
export function tagCustomer(world: World, customerId: number, tags: readonly string[], author: TagAuthor = 'app'): TagsOutcome {
  const outcome = addTags(world.store, customerId, tags)
  if (author === 'app') for (const tag of outcome.added) world.appTags.set(identity(tag), tag)
  return tell(world, customerId, outcome, author)
}

export const untagCustomer = (world: World, customerId: number, tags: readonly string[], author: TagAuthor = 'app'): TagsOutcome =>
  tell(world, customerId, removeTags(world.store, customerId, tags), author)

function tell(world: World, customerId: number, outcome: TagsOutcome, author: TagAuthor): TagsOutcome {
  const customer = world.store.customers.get(customerId)
  if (!customer || (outcome.added.length === 0 && outcome.removed.length === 0)) return outcome
  customer.updatedAt = world.clock.stamp()
  world.journal.push({ at: world.clock.now(), by: author, customerId, added: outcome.added, removed: outcome.removed })
  const event = world.webhooks.newEventId()
  world.webhooks.emit('customers/update', customerPayload(world.store, customer), event)
  if (outcome.added.length > 0) world.webhooks.emit('customer.tags_added', tagsPayload(customerId, outcome.added, customer.updatedAt), event)
  if (outcome.removed.length > 0) world.webhooks.emit('customer.tags_removed', tagsPayload(customerId, outcome.removed, customer.updatedAt), event)
  return outcome
}
