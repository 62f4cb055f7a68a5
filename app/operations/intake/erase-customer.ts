// customers/redact: nothing stays of a customer but an empty number that leads to nobody.
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { readStandings, readUnknowns } from '#app/core/membership/stored.ts'
import { nothingKnown } from '#app/db/facts/customer-rows.ts'
import { changeSets } from '#app/db/membership-sets.ts'
import { countMembers } from '#app/db/segments.ts'
import { lockShop, nextVersion, type Shop } from '#app/db/shops.ts'
import { all, first, inNumbers, listOfIds, run, type Sql, type SqlValue } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

/** As many as one short transaction takes. */
const atOnce = 200

/** Repeating it after a crash does what is left. */
export async function eraseCustomer(ctx: Context, shop: Shop, customer: ShopifyId, orders: readonly ShopifyId[]): Promise<void> {
  const row = await ctx.db.read(() => first<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND shopify_id = ?', shop.id, BigInt(customer)))
  for (const [table, key, column, value] of belongings(BigInt(customer), row?.number ?? null)) {
    const some = () => run(`DELETE FROM ${table} WHERE shop_id = ? AND ${key} IN (SELECT ${key} FROM ${table} WHERE shop_id = ? AND ${column} = ? LIMIT ${atOnce})`, shop.id, shop.id, value)
    while ((await ctx.db.write(some)) > 0) continue
  }
  await ctx.db.write(() => erase(shop.id, customer, orders, ctx.now()))
  await ctx.db.forgetLog()
  // Last, for the delivery that asks for it names the customer too.
  await ctx.inbox.erase(shop.domain, [customer, ...orders])
  ctx.log.info({ shop: shop.id, orders: orders.length }, 'a customer was erased')
}

type Belonging = readonly [table: string, key: string, column: string, value: number | bigint]

/** Tables that may hold thousands of rows of one customer; each column stands in an index. */
function belongings(id: bigint, number: number | null): Belonging[] {
  const awaiting: Belonging[] = [['orders', 'shopify_id', 'awaited_customer', id], ['checkouts', 'token', 'awaited_customer', id]]
  if (number === null) return awaiting
  return [...awaiting, ['orders', 'shopify_id', 'customer', number], ['checkouts', 'token', 'customer', number], ['membership_changes', 'id', 'customer', number], ['tag_drift', 'id', 'customer', number]]
}

function* erase(shop: number, customer: ShopifyId, orders: readonly ShopifyId[], now: number): Sql<void> {
  yield* lockShop(shop)
  const id = BigInt(customer)
  const row = yield* first<{ number: number; members: string; unknowns: string }>(
    'SELECT number, members, unknowns FROM customers WHERE shop_id = ? AND shopify_id = ?',
    shop, id,
  )
  yield* run(`DELETE FROM orders WHERE shop_id = ? AND shopify_id IN (${inNumbers})`, shop, listOfIds(orders))
  // What came since the pages above.
  for (const [table, , column, value] of belongings(id, row?.number ?? null)) yield* run(`DELETE FROM ${table} WHERE shop_id = ? AND ${column} = ?`, shop, value)
  yield* forgetRequests(shop, customer)
  if (!row) return
  yield* run('DELETE FROM tag_ledger WHERE shop_id = ? AND customer = ?', shop, row.number)
  yield* run('DELETE FROM audit_findings WHERE shop_id = ? AND customer = ?', shop, row.number)
  // The ids they had before a merge were theirs too.
  yield* run('UPDATE customers SET merged_into = NULL, shopify_id = -number WHERE shop_id = ? AND merged_into = ?', shop, row.number)
  yield* leaveSegments(shop, row.number, row.members, row.unknowns)
  const version = yield* nextVersion(shop)
  const blank: Record<string, SqlValue> = {
    ...nothingKnown,
    last_order_id: null,
    // The number stays, so that blocks see it go; the mapping to Shopify's id does not.
    shopify_id: BigInt(-row.number),
    members: '[]', unknowns: '[]', due_at: null, suspect: null, settle_problem: null, merged_into: null, deleted_at: now,
    facts_version: version, evaluated_version: version, membership_version: version, settled_version: version,
  }
  const columns = Object.keys(blank)
  yield* run(
    `UPDATE customers SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE shop_id = ? AND number = ?`,
    ...Object.values(blank), shop, row.number,
  )
}

function* leaveSegments(shop: number, number: number, members: string, unknowns: string): Sql<void> {
  const changes = new Map<number, { members: number; unknowns: number }>()
  const of = (segment: number) => changes.get(segment) ?? { members: 0, unknowns: 0 }
  const stood = readStandings(members).map(({ segment }) => segment)
  const wereUnknown = readUnknowns(unknowns)
  for (const segment of stood) changes.set(segment, { ...of(segment), members: of(segment).members - 1 })
  for (const segment of wereUnknown) changes.set(segment, { ...of(segment), unknowns: of(segment).unknowns - 1 })
  if (changes.size > 0) yield* countMembers(shop, changes)
  const leave = (unknown: boolean) => (segment: number) => ({ segment, unknown, number, stands: false })
  yield* changeSets(shop, [...stood.map(leave(false)), ...wereUnknown.map(leave(true))])
}

function* forgetRequests(shop: number, customer: ShopifyId): Sql<void> {
  const requests = yield* all<{ id: number; progress: string }>(`SELECT id, progress FROM runs WHERE shop_id = ? AND kind = 'data-request'`, shop)
  for (const { id, progress } of requests) {
    if ((JSON.parse(progress) as { customer?: string }).customer === customer) yield* run('DELETE FROM runs WHERE shop_id = ? AND id = ?', shop, id)
  }
}
