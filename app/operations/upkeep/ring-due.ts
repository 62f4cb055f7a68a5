// Rings for shops whose verdicts run out, and says when to look again: the worker's timer keeps commits within a second of a flip.
import { nextDue, shopsWithDue } from '#app/db/behind.ts'
import type { Context } from '#app/operations/context.ts'

/** Never longer: new facts bring new instants, the store clock may be stepped, and a commit may be a second late, work included. */
const LONGEST = 250
/** While customers are due and being worked on. */
const SHORTEST = 100

/** Answers with the milliseconds until it should be called again. */
export async function ringDue(ctx: Context): Promise<number> {
  const next = await ctx.db.read(nextDue)
  const now = ctx.now()
  if (next === undefined || next.at > now) return Math.min(LONGEST, Math.max(1, (next?.at ?? Infinity) - now))
  for (const shop of await ctx.db.read(() => shopsWithDue(now))) await ctx.ring('recompute', shop)
  return SHORTEST
}
