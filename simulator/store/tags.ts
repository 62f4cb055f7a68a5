// Customer tags by Shopify's rules: trimmed, split at commas, one per name whatever its case, sorted, 250 tags of 255 characters at most.
import type { Store } from './model.ts'

export interface UserError { readonly field: readonly string[]; readonly message: string }
export interface TagsOutcome { readonly tags: readonly string[]; readonly added: readonly string[]; readonly removed: readonly string[]; readonly userErrors: readonly UserError[] }

const most = 250
const longest = 255
const none: readonly string[] = []

/** What makes two spellings the same tag. */
export const identity = (tag: string): string => tag.normalize('NFC').toLowerCase()

/** The tags meant by a list whose elements may carry commas, blanks and repetitions; the first spelling stands. */
export function splitTags(list: readonly string[]): string[] {
  const kept = new Map<string, string>()
  for (const part of list.flatMap((text) => text.split(','))) {
    const tag = part.trim()
    if (tag !== '' && !kept.has(identity(tag))) kept.set(identity(tag), tag)
  }
  return [...kept.values()]
}

export function sortTags(tags: Iterable<string>): string[] {
  return [...tags]
    .map((tag): readonly [string, string] => [identity(tag), tag])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, tag]) => tag)
}

const refuse = (field: string, message: string): TagsOutcome => ({ tags: none, added: none, removed: none, userErrors: [{ field: [field], message }] })

/** The spelling the shop already knows; a new one is remembered. */
export function spellingOf(store: Store, tag: string): string {
  const known = store.spellings.get(identity(tag))
  if (known === undefined) store.spellings.set(identity(tag), tag)
  return known ?? tag
}

/** Changes the customer's tags; emits nothing and stamps nothing. */
export function addTags(store: Store, customerId: number, tags: readonly string[]): TagsOutcome {
  const customer = store.customers.get(customerId)
  if (!customer || customer.mergedInto !== null) return refuse('id', 'Customer does not exist')
  const standing = new Set(customer.tags.map(identity))
  const added = splitTags(tags).filter((tag) => !standing.has(identity(tag)))
  if (added.some((tag) => [...tag].length > longest)) return refuse('tags', `Tags is too long (maximum is ${longest} characters)`)
  if (customer.tags.length + added.length > most) return refuse('tags', `Tags cannot be more than ${most}`)
  const spelt = sortTags(added.map((tag) => spellingOf(store, tag)))
  if (spelt.length > 0) customer.tags = sortTags([...customer.tags, ...spelt])
  return { tags: customer.tags, added: spelt, removed: none, userErrors: [] }
}

/** Changes the customer's tags; emits nothing and stamps nothing. A tag that does not stand is no error. */
export function removeTags(store: Store, customerId: number, tags: readonly string[]): TagsOutcome {
  const customer = store.customers.get(customerId)
  if (!customer || customer.mergedInto !== null) return refuse('id', 'Customer does not exist')
  const unwanted = new Set(splitTags(tags).map(identity))
  const removed = customer.tags.filter((tag) => unwanted.has(identity(tag)))
  if (removed.length > 0) customer.tags = customer.tags.filter((tag) => !unwanted.has(identity(tag)))
  return { tags: customer.tags, added: none, removed, userErrors: [] }
}
