// One commit of verdicts: memberships, history, counts and what has to be tagged, under the lease's fence and the rules they were made with.
import type { Reason } from '#app/core/membership/changes.ts'
import { checkFence } from '#app/db/leases.ts'
import { segmentTags } from '#app/db/segments.ts'
import { lockShop, shopById } from '#app/db/shops.ts'
import { all, inNumbers, listOf, type Sql } from '#app/db/sql.ts'
import { heldAmong } from '#app/db/tag-ledger.ts'
import type { Evaluated, EvaluatedRow } from '#app/engine/engine.ts'
import { decideVerdict, standingColumns, type StandingRow, type Terms, type Verdict } from '#app/operations/membership/decide-verdict.ts'
import { membershipStage } from '#app/operations/membership/stage.ts'
import { writeVerdicts } from '#app/operations/membership/write-verdicts.ts'

export interface VerdictCommit {
  readonly shop: number
  readonly fence: number
  /** The instant the rows were evaluated for. */
  readonly now: number
  readonly evaluated: Evaluated
  readonly reasonFor: (segment: number, customer: number) => Reason
  /** Rows of the cached block may be older than what stands, or have come due: those are left and named. */
  readonly fromBlock: boolean
}

export type VerdictsCommitted =
  /** The rules changed meanwhile: nothing was written, ask the engine again. */
  | { readonly kind: 'rules-moved' }
  /** The shop was erased meanwhile: nothing is kept of it. */
  | { readonly kind: 'erased' }
  /** `unsettled`: customers that settling may look at now. */
  | { readonly kind: 'written'; readonly left: readonly number[]; readonly unsettled: number; readonly changes: number }

/** SQL: came by a delivery, and was never read from Shopify. Its tags and totals are not known, so nothing can be said of it. */
export const unread = 'suspect IS NOT NULL AND tags_at = 0'

export function* commitVerdicts(commit: VerdictCommit): Sql<VerdictsCommitted> {
  const { shop, now, evaluated, reasonFor } = commit
  yield* checkFence(shop, membershipStage, commit.fence)
  yield* lockShop(shop)
  const found = yield* shopById(shop)
  if (found === undefined || found.state === 'redacted') return { kind: 'erased' }
  if (found.rulesVersion !== evaluated.rulesVersion) return { kind: 'rules-moved' }

  const segments = yield* segmentTags(shop)
  const terms: Terms = {
    on: new Set(evaluated.on), paused: new Set(evaluated.paused), askers: evaluated.askers, segments, now, reasonFor,
    respected: new Set([...segments.values()].filter(({ respectsRemoval }) => respectsRemoval).map(({ tagFolded }) => tagFolded)),
    inDiscount: [...segments.values()].filter(({ inDiscount }) => inDiscount),
    gathering: found.settleAfter > 0,
  }
  const numbers = listOf(evaluated.rows.map((row) => row.number))
  const stored = yield* all<StandingRow>(`SELECT ${standingColumns} FROM customers WHERE shop_id = ? AND number IN (${inNumbers}) AND NOT (${unread})`, shop, numbers)
  const standings = new Map(stored.map((row) => [row.number, row]))
  const held = yield* heldAmong(shop, numbers, { asked: true })

  const left: number[] = []
  const verdicts: Verdict[] = []
  for (const row of evaluated.rows) {
    const standing = standings.get(row.number)
    // Of who was erased since nothing is written: what was answered is of before.
    if (standing === undefined || (standing.deleted_at !== null && standing.facts_version !== row.factsVersion)) continue
    if (commit.fromBlock && isBehind(row, standing, now)) left.push(row.number)
    else verdicts.push(decideVerdict(terms, row, standing, held.get(row.number)))
  }
  yield* writeVerdicts(shop, verdicts, terms)
  return {
    kind: 'written',
    left,
    unsettled: verdicts.filter((verdict) => verdict.unsettled || waits(verdict)).length,
    changes: verdicts.reduce((sum, verdict) => sum + verdict.changes.length, 0),
  }
}

const isBehind = (row: EvaluatedRow, standing: StandingRow, now: number): boolean =>
  standing.facts_version !== row.factsVersion || (standing.due_at !== null && standing.due_at <= now)

/** Settling passes over whoever is stale, and has to be told when that is over. */
const waits = ({ standing: { row } }: Verdict): boolean => row.membership_version > row.settled_version
