// All segments of a shop, by id.
import { liveSegments } from '#app/db/segments.ts'
import type { Context } from '#app/operations/context.ts'
import { viewOf, type SegmentView } from '#app/operations/segments/segment-view.ts'

export async function listSegments(ctx: Context, { shop }: { readonly shop: number }): Promise<readonly SegmentView[]> {
  const segments = await ctx.db.read(() => liveSegments(shop))
  return segments.flatMap((segment) => viewOf(segment) ?? [])
}
