// The work command: how many evaluations a shop has cost, against the events and flips that made them necessary.
import { workOf } from '#app/db/evaluation-work.ts'
import { shopByDomain } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { CommandEnd } from './segments.ts'

export interface WorkCommand {
  readonly verb: string
  /** Domain. */
  readonly shop: string
}

export async function commandWork(ctx: Context, { verb, shop: domain }: WorkCommand): Promise<CommandEnd> {
  if (verb !== 'show') return { ok: false, value: { problem: `work takes show, not ${verb}.` } }
  const found = await ctx.db.read(function* () {
    const shop = yield* shopByDomain(domain)
    return shop && { work: yield* workOf(shop.id) }
  })
  if (found === undefined) return { ok: false, value: { problem: `The shop ${domain} has not installed the app.` } }
  const { since, evaluations, events, flips } = found.work ?? { since: null, evaluations: 0, events: 0, flips: 0 }
  const needed = events + flips
  return { ok: true, value: { since: since === null ? null : new Date(since).toISOString(), evaluations, events, flips, ratio: needed === 0 ? null : evaluations / needed } }
}
