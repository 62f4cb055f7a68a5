// The rules of a shop made ready: every live segment parsed, tied to the others, and compiled for the shop's zone and currency.
import type { Program } from '#app/core/evaluate/program.ts'
import { UNKNOWN } from '#app/core/evaluate/verdict.ts'
import { compile, type ShopTerms } from '#app/core/plan/compile.ts'
import { link, type LinkSegment } from '#app/core/plan/link.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import { understand } from '#app/core/segment.ts'
import { liveSegments, type Segment } from '#app/db/segments.ts'
import { shopById, type Shop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import { zoneTable } from '#app/engine/zone-table.ts'

export interface Rules {
  readonly rulesVersion: number
  readonly terms: ShopTerms
  /** Ids of the segments that are on, ascending; `programs` beside them. */
  readonly on: readonly number[]
  readonly programs: readonly Program[]
  readonly paused: readonly number[]
  /** Whether a rule reads stored memberships. */
  readonly readsMembers: boolean
  /** What a rule typed in the editor is tied to. */
  readonly others: readonly (LinkSegment & { readonly name: string })[]
}

export interface RuleTexts {
  readonly shop: Shop
  readonly segments: readonly Segment[]
}

/** Throws when there is no such shop. */
export function* readRules(id: number): Sql<RuleTexts> {
  const shop = yield* shopById(id)
  if (shop === undefined) throw new Error(`There is no shop ${id}.`)
  return { shop, segments: yield* liveSegments(id) }
}

/** Equal keys make equal rules. */
export const rulesKey = ({ shop }: RuleTexts): string =>
  [shop.rulesVersion, shop.zone, shop.currency, shop.historyFrom, shop.syncedAt !== null].join(' ')

export const termsOf = (shop: Shop): ShopTerms => ({
  zone: zoneTable(shop.zone),
  currency: shop.currency,
  historyFrom: shop.historyFrom,
  productsKnown: shop.syncedAt !== null,
})

/** A rule that cannot be read any more, or not be tied to the others, is answered with unknown: nobody enters or leaves by it. */
const unknowable: Program = { root: { op: 'constant', answer: UNKNOWN }, rootOfTheBorn: { op: 'constant', answer: UNKNOWN } }

export function rulesOf({ shop, segments }: RuleTexts): Rules {
  const terms = termsOf(shop)
  const others = segments.flatMap((segment) => {
    const understood = understand(segment.rule, { currency: shop.currency })
    if (!understood.ok || segment.state === 'deleted') return []
    return [{ id: segment.id, name: segment.name, state: segment.state, tagFolded: segment.tagFolded, plan: understood.plan }]
  })
  const linked = link(others)
  const on = segments.filter((segment) => segment.state === 'on').map((segment) => segment.id)
  let readsMembers = false
  const programs = on.map((id) => {
    const one = linked.get(id)
    if (one?.ok !== true) return unknowable
    readsMembers ||= needsOf(one.plan).segments.size > 0
    return compile(one.plan, terms)
  })
  const paused = segments.filter((segment) => segment.state === 'paused').map((segment) => segment.id)
  return { rulesVersion: shop.rulesVersion, terms, on, programs, paused, readsMembers, others }
}
