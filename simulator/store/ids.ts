// Ids as Shopify hands them out: thirteen or fourteen digits, growing, in steps of 2^15, and never above 2^53.
import type { IdKind, Store } from './model.ts'

const bases: Record<IdKind, number> = {
  customer: 7_000_000_196_771,
  address: 8_300_000_229_539,
  order: 5_100_000_065_699,
  line: 13_200_000_098_467,
  refund: 9_100_000_131_235,
  product: 8_010_000_032_931,
  variant: 43_900_000_164_003,
  collection: 4_270_000_196_771,
  checkout: 34_100_000_229_539,
  metafield: 23_500_000_032_931,
  segment: 5_280_000_065_699,
  discount: 1_340_000_098_467,
  job: 1_900_000_131_235,
  orderEdit: 7_790_000_164_003,
  dataRequest: 1_120_000_196_771,
  transaction: 6_400_000_229_539,
}

/** How far apart two neighbouring ids are. */
const idStep = 32_768

export const noneIssued = (): Record<IdKind, number> =>
  Object.fromEntries(Object.keys(bases).map((kind) => [kind, 0])) as Record<IdKind, number>

export function newId(store: Pick<Store, 'issued'>, kind: IdKind): number {
  return bases[kind] + idStep * store.issued[kind]++
}

/** The id that was handed out as number `index`, from 0. */
export const issuedId = (kind: IdKind, index: number): number => bases[kind] + idStep * index
