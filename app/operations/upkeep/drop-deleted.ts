// A deleted segment's row goes when nobody belongs to it any more none of its tags is left in our ledger, and its native segment is gone.
import { dropSegment } from '#app/db/segments.ts'
import { all, type Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

interface Deleted {
  id: number
  shop_id: number
}

export async function dropDeleted(ctx: Context): Promise<void> {
  const settled = await ctx.db.read(settledAndDeleted)
  for (const { id, shop_id } of settled) {
    await ctx.db.write(() => dropSegment(shop_id, id))
    ctx.log.info({ shop: shop_id, segment: id }, 'a deleted segment is gone: its tags are off')
  }
}

/** Members are off once a backfill has ended after the deletion; a tag that a live segment took over is that one's business. */
const settledAndDeleted = (): Sql<Deleted[]> =>
  all<Deleted>(
    `SELECT g.id, g.shop_id FROM segments g WHERE g.state = 'deleted'
     AND NOT EXISTS (SELECT 1 FROM native_segments n WHERE n.segment_id = g.id)
     AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.shop_id = g.shop_id AND r.kind = 'backfill' AND r.state = 'running')
     AND EXISTS (SELECT 1 FROM runs r WHERE r.shop_id = g.shop_id AND r.kind = 'backfill' AND r.state = 'done' AND r.finished_at >= g.updated_at)
     AND (EXISTS (SELECT 1 FROM segments o WHERE o.shop_id = g.shop_id AND o.tag_folded = g.tag_folded AND o.state <> 'deleted')
       OR NOT EXISTS (SELECT 1 FROM tag_ledger t WHERE t.shop_id = g.shop_id AND t.tag_folded = g.tag_folded
         AND (t.owner IN ('ours', 'adopted') OR t.intent IS NOT NULL)))`,
  )
