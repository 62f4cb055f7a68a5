// What a page shows of the re-checking of memberships: how much was compared, and which segments are frozen because of it.
import { auditOf, findingCounts } from '#app/db/audits.ts'
import { liveSegments } from '#app/db/segments.ts'
import type { Context } from '#app/operations/context.ts'

export interface AuditState {
  /** Memberships compared so far, a customer and a segment each. */
  readonly checks: number
  readonly disagreements: number
  /** When everyone had been looked at last (store clock); null before the first round is over. */
  readonly roundEndedAt: number | null
  /** `customers` of whom it disagrees, counted to 100. */
  readonly frozen: readonly { readonly id: number; readonly name: string; readonly tag: string; readonly customers: number }[]
}

export async function auditState(ctx: Context, { shop }: { readonly shop: number }): Promise<AuditState> {
  const { audit, segments, counts } = await ctx.db.read(function* () {
    return { audit: yield* auditOf(shop), segments: yield* liveSegments(shop), counts: yield* findingCounts(shop) }
  })
  const { checks, disagreements, roundEndedAt } = audit
  const frozen = segments.filter(({ frozenAt }) => frozenAt !== null).map(({ id, name, tag }) => ({ id, name, tag, customers: counts.get(id) ?? 0 }))
  return { checks, disagreements, roundEndedAt, frozen }
}
