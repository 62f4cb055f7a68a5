// The rules of a shop made ready: every live segment parsed, tied to the others, and compiled for the shop's zone and currency.
import type { CutPoints } from '#app/core/evaluate/cut-points.ts'
import type { DelegatedAnswer } from '#app/core/evaluate/delegated.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { UNKNOWN } from '#app/core/evaluate/verdict.ts'
import type { OtherRule } from '#app/core/explain-words/clauses.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile, type ShopTerms } from '#app/core/plan/compile.ts'
import { link } from '#app/core/plan/link.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import { understand } from '#app/core/segment.ts'
import { RELIED_ON_FOR } from '#app/core/timetable.ts'
import { cutPointsOf } from '#app/db/cut-points.ts'
import { clausesOf, setOf, type DelegatedClause } from '#app/db/delegated-clauses.ts'
import { liveSegments, type Segment } from '#app/db/segments.ts'
import { shopById, type Shop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import { both, holdingsFor, nothingMore, type Holdings } from '#app/engine/holdings.ts'
import { zoneTable } from '#app/engine/zone-table.ts'

export interface Rules {
  readonly rulesVersion: number
  readonly terms: ShopTerms
  /** Ids of the segments that are on, ascending; `programs` beside them. */
  readonly on: readonly number[]
  readonly programs: readonly Program[]
  readonly paused: readonly number[]
  /** What a block must hold for them. */
  readonly holdings: Holdings
  /** Whether a rule reads stored memberships. */
  readonly readsMembers: boolean
  /** By segment, those that are on and ask when customers entered or left it. */
  readonly askers: ReadonlyMap<number, readonly number[]>
  /** Ids of the segments that are on and ask for cut points, ascending. */
  readonly scored: readonly number[]
  /** What a rule typed in the editor is tied to. */
  readonly others: readonly OtherRule[]
}

export interface RuleTexts {
  readonly shop: Shop
  readonly segments: readonly Segment[]
  /** Those that Shopify has answered. */
  readonly clauses: readonly (DelegatedClause & { readonly fetchedAt: number })[]
  readonly cutPoints: CutPoints | null
}

/** Throws when there is no such shop. */
export function* readRules(id: number): Sql<RuleTexts> {
  const shop = yield* shopById(id)
  if (shop === undefined) throw new Error(`There is no shop ${id}.`)
  const clauses = (yield* clausesOf(id)).flatMap(({ fetchedAt, ...clause }) => (fetchedAt === null ? [] : [{ ...clause, fetchedAt }]))
  return { shop, segments: yield* liveSegments(id), clauses, cutPoints: yield* cutPointsOf(id, shop.currency) }
}

/** Equal keys make equal rules. */
export const rulesKey = ({ shop, clauses, cutPoints }: RuleTexts): string =>
  [shop.rulesVersion, cutPoints?.number, shop.zone, shop.currency, shop.historyFrom, shop.syncedAt !== null, JSON.stringify(shop.metafields), ...clauses.map(({ id, version }) => `${id}:${version}`)].join(' ')

/** Who is in each clause as Shopify answered it, read only when the rules are made ready anew. */
export function* readAnswers(clauses: RuleTexts['clauses']): Sql<ReadonlyMap<string, DelegatedAnswer>> {
  const answers = new Map<string, DelegatedAnswer>()
  for (const { id, clause, fetchedAt, knownBelow } of clauses) {
    answers.set(clause, { members: (yield* setOf(id, 'members')) ?? new Uint32Array(), knownBelow, knownUntil: fetchedAt + RELIED_ON_FOR })
  }
  return answers
}

export const termsOf = ({ shop, cutPoints }: Pick<RuleTexts, 'shop' | 'cutPoints'>, delegated: ReadonlyMap<string, DelegatedAnswer>): ShopTerms => ({
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

export function rulesOf(texts: RuleTexts, delegated: ReadonlyMap<string, DelegatedAnswer>): Rules {
  const { shop, segments } = texts
  const terms = termsOf(texts, delegated)
  const others = segments.flatMap((segment) => {
    const understood = understand(segment.rule, { currency: shop.currency })
    if (!understood.ok || segment.state === 'deleted') return []
    return [{ id: segment.id, name: segment.name, state: segment.state, tagFolded: segment.tagFolded, nameFolded: foldTag(segment.name), plan: understood.plan, meaning: understood.meaning }]
  })
  const linked = link(others)
  const on = segments.filter((segment) => segment.state === 'on').map((segment) => segment.id)
  const scored: number[] = []
  const askers = new Map<number, number[]>()
  let readsMembers = false
  let holdings = nothingMore
  const programs = on.map((id) => {
    const one = linked.get(id)
    if (one?.ok !== true) return unknowable
    const needs = needsOf(one.plan)
    if (needs.cutPoints) scored.push(id)
    readsMembers ||= needs.segments.size + needs.histories.size > 0
    for (const asked of needs.histories) askers.set(asked, [...(askers.get(asked) ?? []), id])
    holdings = both(holdings, holdingsFor(needs))
    return compile(one.plan, terms)
  })
  const paused = segments.filter((segment) => segment.state === 'paused').map((segment) => segment.id)
  return { rulesVersion: shop.rulesVersion, terms, on, programs, paused, holdings, readsMembers, askers, scored, others }
}
