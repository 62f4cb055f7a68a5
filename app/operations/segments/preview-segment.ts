// What a rule would hold if it were saved now; changes nothing.
import type { Preview } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'

export interface PreviewRequest {
  readonly shop: number
  readonly rule: string
  /** The segment being edited, null for a new one. */
  readonly segment: number | null
}

export const previewSegment = (ctx: Context, { shop, rule, segment }: PreviewRequest): Promise<Preview> =>
  ctx.engine.preview({ shop, rule, segment, now: ctx.now() })
