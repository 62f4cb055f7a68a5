// What can be said of a rule at once, before everyone is counted; changes nothing.
import type { Estimate } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'
import type { PreviewRequest } from '#app/operations/segments/preview-segment.ts'

/** Null when a preview is as quick, or when only a preview can tell. */
export const estimateSegment = (ctx: Context, { shop, rule, segment }: PreviewRequest): Promise<Estimate | null> =>
  ctx.engine.estimate({ shop, rule, segment, now: ctx.now() })
