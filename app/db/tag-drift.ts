// What somebody else did to tags of ours in the store, and what was done about it.
import { foldTag } from '#app/core/vocabulary/names.ts'
import { all, inNumbers, listOf, many, type Sql } from '#app/db/sql.ts'

export type DriftKind = 'removed' | 'added'
export type DriftAnswer = 'open' | 'put-back' | 'respected' | 'left'

export interface Drift {
  readonly customer: number
  readonly segment: number
  /** As the segment spells it. */
  readonly tag: string
  readonly kind: DriftKind
  /** When it was changed, as far as Shopify says. */
  readonly at: number
  readonly answer: DriftAnswer
}

/** One that is open already is not told twice. */
export function* noteDrift(shop: number, drifts: readonly Drift[], now: number): Sql<void> {
  if (drifts.length === 0) return
  const open = new Set((yield* openDrift(shop, drifts.map(({ customer }) => customer))).map((row) => keyOf(row.customer, row.tag)))
  yield* many(
    'INSERT INTO tag_drift (shop_id, customer, segment_id, tag, kind, at, noticed_at, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    drifts.filter(({ customer, tag }) => !open.has(keyOf(customer, tag))).map(({ customer, segment, tag, kind, at, answer }) => [shop, customer, segment, tag, kind, at, now, answer]),
  )
}

export interface OpenDrift {
  readonly id: number
  readonly customer: number
  readonly tag: string
}

export const openDrift = (shop: number, customers: readonly number[]): Sql<OpenDrift[]> =>
  all<{ id: number; customer: number; tag: string }>(`SELECT id, customer, tag FROM tag_drift WHERE shop_id = ? AND customer IN (${inNumbers}) AND answer = 'open'`, shop, listOf(customers))

export function* answerDrift(shop: number, answers: readonly { readonly id: number; readonly answer: DriftAnswer }[]): Sql<void> {
  yield* many('UPDATE tag_drift SET answer = ? WHERE shop_id = ? AND id = ?', answers.map(({ id, answer }) => [answer, shop, id]))
}

const keyOf = (customer: number, tag: string): string => `${customer} ${foldTag(tag)}`
