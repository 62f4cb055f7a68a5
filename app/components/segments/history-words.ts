// What a merchant is told of a rule's past: one point of it, and what of it is as of today.
import type { AsToday } from '#app/core/plan/as-today.ts'
import type { History, Size } from '#app/components/segments/use-history.ts'
import { day } from '#app/components/wording/instants.ts'
import { count, countOf } from '#app/components/wording/numbers.ts'

const names: Readonly<Record<AsToday, string>> = {
  'tags': 'customer tags',
  'consent': 'marketing consent',
  'addresses': 'addresses',
  'metafields': 'metafields',
  'totals': 'the order count and amount spent that Shopify reports',
  'profile': 'account details such as language and notes',
  'order-state': 'payment, fulfillment and tags of orders',
  'products': 'tags, types, vendors and collections of products',
  'segments': 'who is in other segments',
  'answers': 'what Shopify answers',
  'cut-points': 'the store’s cut points for scores and percentiles',
}

/** `Customer tags and addresses are read as they are today, everything else as it was then.` Null when nothing is. */
export function wordsForToday(asToday: readonly AsToday[]): string | null {
  const [first, ...rest] = asToday.map((kind) => names[kind])
  if (first === undefined) return null
  const last = rest.pop()
  const list = last === undefined ? first : `${[first, ...rest].join(', ')} and ${last}`
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}: read as they are today. Orders, refunds and checkouts are read as they were then.`
}

/** `3 Nov 2026: 1,204 customers, 12 joined and 5 left since the day before`; the last point is now. */
export function wordsForSize({ sizes, zone, step }: Pick<History, 'sizes' | 'zone' | 'step'>, point: number): string {
  const size = sizes[point]
  if (size === undefined) return ''
  const last = point === sizes.length - 1
  const since = last ? (step === 'day' ? 'today so far' : 'this week so far') : `since the ${step} before`
  const moved = point === 0 ? '' : `, ${count(size.entered)} joined and ${count(size.left)} left ${since}`
  const open = size.unknown === 0 ? '' : `; of ${countOf(size.unknown, 'customer')} it cannot be said`
  return `${last ? 'Now' : day(size.at, zone)}: ${countOf(size.members, 'customer')}${moved}${open}`
}

/** At most `most` of the sizes, evenly spread, the newest among them; who came and went is added up. Newest first. */
export function thinned(sizes: readonly Size[], most: number): Size[] {
  const step = Math.max(1, Math.ceil((sizes.length - 1) / (most - 1)))
  const picked: Size[] = []
  for (let point = sizes.length - 1; point >= 0; point -= step) {
    const between = sizes.slice(Math.max(0, point - step + 1), point + 1)
    picked.push({ ...sizes[point]!, entered: sum(between, 'entered'), left: sum(between, 'left') })
  }
  return picked
}

const sum = (sizes: readonly Size[], what: 'entered' | 'left'): number => sizes.reduce((total, size) => total + size[what], 0)
