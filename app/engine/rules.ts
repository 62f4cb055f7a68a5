// The rules of a shop made ready: every live segment parsed, tied to the others, and compiled for the shop's zone and currency.
import type { CutPoints } from '#app/core/evaluate/cut-points.ts'
import type { DelegatedAnswer } from '#app/core/evaluate/delegated.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { UNKNOWN } from '#app/core/evaluate/verdict.ts'
import type { OtherRule } from '#app/core/explain-words/clauses.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile, type ShopTerms } from '#app/core/plan/compile.ts'
import { link } from '#app/core/plan/link.ts'
import type { Plan } from '#app/core/plan/plan.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import { readPlain } from '#app/core/segment.ts'
import { RELIED_ON_FOR } from '#app/core/timetable.ts'
import { cutPointsOf } from '#app/db/cut-points.ts'
import { clausesOf, setOf, type DelegatedClause } from '#app/db/delegated-clauses.ts'
import { liveSegments, type Segment } from '#app/db/segments.ts'
import { shopById, type Shop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import { both, holdingsFor, leastFor, type Holdings } from '#app/engine/holdings.ts'
import { zoneTable } from '#app/engine/zone-table.ts'

export interface Rules {
  readonly rulesVersion: number
  readonly terms: ShopTerms
  /** Ids of the segments that are on, ascending; `programs` beside them. */
  readonly on: readonly number[]
  readonly programs: readonly Program[]
  /** Beside them, what they were made from; null where a rule cannot be read any more, or not be tied to the others. */
  readonly plans: readonly (Plan | null)[]
  readonly paused: readonly number[]
  /** What a block must hold for them. */
  readonly holdings: Holdings
  /** Whether a rule asks what a product is. */
  readonly readsProducts: boolean
  /** Whether a rule reads stored memberships. */
  readonly readsMembers: boolean
  /** By segment, those that are on and ask when customers entered or left it. */
  readonly askers: ReadonlyMap<number, readonly number[]>
  /** Ids of the segments that are on and ask for cut points, ascending. */
  readonly scored: readonly number[]
  /** What a rule typed in the editor is tied to. */
  readonly others: readonly OtherRule[]
}

/** All that rules are made of but their own texts, which change only with the shop's `rulesVersion`. */
export interface RuleSources {
  readonly shop: Shop
  /** Those that Shopify has answered. */
  readonly clauses: readonly (DelegatedClause & { readonly fetchedAt: number })[]
  readonly cutPoints: CutPoints | null
}

/** Throws when there is no such shop. */
export function* readSources(id: number): Sql<RuleSources> {
  const shop = yield* shopById(id)
  if (shop === undefined) throw new Error(`There is no shop ${id}.`)
  const clauses = (yield* clausesOf(id)).flatMap(({ fetchedAt, ...clause }) => (fetchedAt === null ? [] : [{ ...clause, fetchedAt }]))
  return { shop, clauses, cutPoints: yield* cutPointsOf(id, shop.currency) }
}

/** Equal keys make equal rules. */
export const rulesKey = ({ shop, clauses, cutPoints }: RuleSources): string =>
  [shop.rulesVersion, cutPoints?.number, shop.zone, shop.currency, shop.historyFrom, shop.syncedAt !== null, JSON.stringify(shop.metafields), ...clauses.map(({ id, version }) => `${id}:${version}`)].join(' ')

/** In the transaction that read the sources. */
export function* makeRules(sources: RuleSources): Sql<Rules> {
  return rulesOf(sources, yield* liveSegments(sources.shop.id), yield* readAnswers(sources))
}

/** Who is in each clause as Shopify answered it. */
function* readAnswers({ shop, clauses }: Pick<RuleSources, 'shop' | 'clauses'>): Sql<ReadonlyMap<string, DelegatedAnswer>> {
  const answers = new Map<string, DelegatedAnswer>()
  for (const { id, clause, fetchedAt, knownBelow } of clauses) {
    answers.set(clause, { members: (yield* setOf(shop.id, id, 'members')) ?? new Uint32Array(), knownBelow, knownUntil: fetchedAt + RELIED_ON_FOR })
  }
  return answers
}

export const termsOf = ({ shop, cutPoints }: Pick<RuleSources, 'shop' | 'cutPoints'>, delegated: ReadonlyMap<string, DelegatedAnswer>): ShopTerms => ({
  zone: zoneTable(shop.zone),
  currency: shop.currency,
  historyFrom: shop.historyFrom,
  productsKnown: shop.syncedAt !== null,
  delegated,
  cutPoints,
  // What is told of an address is cut to the district before it is kept.
  postcodesCut: true,
  // Until the first sync is complete nobody was read with any.
  metafieldsKnown: new Set(shop.syncedAt === null ? [] : shop.metafields.flatMap(({ path, held }) => (held ? [path] : []))),
})

/** A rule that cannot be read any more, or not be tied to the others, is answered with unknown: nobody enters or leaves by it. */
const unknowable: Program = { root: { op: 'constant', answer: UNKNOWN }, rootOfTheBorn: { op: 'constant', answer: UNKNOWN } }

function rulesOf(sources: RuleSources, segments: readonly Segment[], delegated: ReadonlyMap<string, DelegatedAnswer>): Rules {
  const { shop } = sources
  const terms = termsOf(sources, delegated)
  const others = segments.flatMap(({ id, name, state, tagFolded, rule }) => {
    if (state === 'deleted') return []
    const read = readPlain(rule)
    return read === null ? [] : [{ id, name, state, tagFolded, nameFolded: foldTag(name), ...read }]
  })
  const linked = link(others)
  const on = segments.filter((segment) => segment.state === 'on').map((segment) => segment.id)
  const scored: number[] = []
  const askers = new Map<number, number[]>()
  let readsMembers = false
  let readsProducts = false
  let holdings = leastFor(terms.historyFrom)
  const plans = on.map((id) => {
    const one = linked.get(id)
    return one?.ok === true ? one.plan : null
  })
  const programs = on.map((id, index) => {
    const plan = plans[index]
    if (!plan) return unknowable
    const needs = needsOf(plan)
    if (needs.cutPoints) scored.push(id)
    readsProducts ||= needs.products.size > 0
    readsMembers ||= needs.segments.size + needs.histories.size > 0
    for (const asked of needs.histories) askers.set(asked, [...(askers.get(asked) ?? []), id])
    holdings = both(holdings, holdingsFor(needs))
    return compile(plan, terms)
  })
  const paused = segments.filter((segment) => segment.state === 'paused').map((segment) => segment.id)
  return { rulesVersion: shop.rulesVersion, terms, on, programs, plans, paused, holdings, readsProducts, readsMembers, askers, scored, others }
}
