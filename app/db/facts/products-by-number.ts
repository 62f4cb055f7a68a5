// A few products as they stand in the database, by their dense number.
import type { ProductFacts } from '#app/core/facts/facts.ts'
import { productColumns, productOf } from '#app/db/facts/read-rows.ts'
import type { ProductReading } from '#app/db/facts/read-rows.ts'
import { all, inNumbers, listOf, type Sql } from '#app/db/sql.ts'

export function* productsByNumber(shop: number, numbers: readonly number[]): Sql<Map<number, ProductFacts>> {
  const rows = yield* all<ProductReading>(`SELECT ${productColumns} FROM products WHERE shop_id = ? AND number IN (${inNumbers})`, shop, listOf(numbers))
  return new Map(rows.map((row) => [row.number, productOf(row)]))
}
