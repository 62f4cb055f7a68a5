// shop/redact: everything known of a shop goes, in short transactions; its row stays as a mark that it was erased.
import { type Shop, updateShop } from '#app/db/shops.ts'
import { run, type Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

const atOnce = 500

/** Tables with a column that names a row within its shop. */
const large: readonly (readonly [table: string, key: string])[] = [
  ['orders', 'shopify_id'], ['checkouts', 'token'], ['tag_ledger', 'customer'], ['membership_changes', 'id'], ['audit_findings', 'customer'], ['tag_drift', 'id'], ['customers', 'number'], ['products', 'number'],
]

export async function eraseShop(ctx: Context, shop: Shop): Promise<void> {
  // First of all nothing may be added: deliveries of an erased shop are refused, and no stage works for it.
  await ctx.db.write(() => updateShop(shop.id, { state: 'redacted', trouble: null, syncedAt: null }))
  for (const [table, key] of large) {
    const some = () => run(`DELETE FROM ${table} WHERE shop_id = ? AND ${key} IN (SELECT ${key} FROM ${table} WHERE shop_id = ? LIMIT ${atOnce})`, shop.id, shop.id)
    while ((await ctx.db.write(some)) > 0) continue
  }
  await ctx.db.write(() => eraseRest(shop))
  await ctx.db.forgetLog()
  await ctx.inbox.erase(shop.domain, null)
  ctx.log.info({ shop: shop.id }, 'a shop was erased')
}

function* eraseRest(shop: Shop): Sql<void> {
  yield* run('DELETE FROM membership_sets WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM segment_versions WHERE segment_id IN (SELECT id FROM segments WHERE shop_id = ?)', shop.id)
  yield* run('DELETE FROM segments WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM native_segments WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM segment_discounts WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM audits WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM cut_points WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM delegated_clauses WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM evaluation_work WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM reconciliations WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM runs WHERE shop_id = ?', shop.id)
  yield* run('DELETE FROM "Session" WHERE shop = ?', shop.domain)
  yield* run(`UPDATE shops SET shopify_id = NULL, zone = 'UTC', currency = 'USD', plan = '', history_from = NULL, metafields = '[]', retention = '{}',
    approved_at = NULL, settle_after = 0, settle_mark = 0, settle_mark_at = NULL WHERE id = ?`, shop.id)
}
