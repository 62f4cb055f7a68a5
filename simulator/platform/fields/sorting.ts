// Ids of a store's map, filtered and sorted; millions of rows in well under a second.
import { notSimulated } from '../graphql/refusal.ts'
import { type Args, textArg } from './field.ts'
import type { Listing } from './listing.ts'

/** Instants are sorted by the second: stamps have no finer resolution. */
export const second = (instant: number): number => Math.floor(instant / 1000)

/** Numbers must be whole and below 2^31. */
export type SortKeys<T> = Record<string, (row: T) => number | string>

export interface ListingRequest<T> {
  readonly rows: ReadonlyMap<number, T>
  readonly keep: (row: T) => boolean
  readonly sortKeys: SortKeys<T>
  /** Where the arguments name none. */
  readonly sortKey?: string
  readonly name: string
  /** Only these, instead of all rows. */
  readonly among?: Iterable<number>
}

/** Room for the rank of an id beside an instant in seconds, within 2^53. */
const ranks = 2 ** 22

/**
 * Sorted by `sortKey` and `reverse` of the arguments, by id where neither says more.
 * @throws GraphQLError for a sort key that is not simulated
 */
export function sorted<T>(args: Args, request: ListingRequest<T>): Listing<T> {
  const { rows, keep } = request
  const sortKey = textArg(args, 'sortKey') ?? request.sortKey ?? 'ID'
  const valueOf = request.sortKeys[sortKey]
  if (sortKey !== 'ID' && !valueOf) throw notSimulated(`sortKey ${sortKey} of ${request.name}`)
  const at = (id: number) => {
    const row = rows.get(id)
    return row !== undefined && keep(row) ? row : undefined
  }
  const kept: number[] = []
  for (const id of request.among ?? rows.keys()) if (at(id) !== undefined) kept.push(id)
  const byId = Float64Array.from(kept).sort()
  const sortValue = (id: number) => {
    const row = rows.get(id)
    return !valueOf || row === undefined ? id : valueOf(row)
  }
  return { ids: valueOf ? byValue(byId, sortValue) : byId, at, sortValue, reverse: args['reverse'] === true, most: 250 }
}

function byValue(ids: Float64Array, value: (id: number) => number | string): ArrayLike<number> {
  const first = ids[0]
  if (first === undefined) return ids
  // Value and rank fit in one number, and numbers sort without a comparator.
  if (typeof value(first) === 'number' && ids.length < ranks) {
    const packed = ids.map((id, rank) => (value(id) as number) * ranks + rank).sort()
    return packed.map((entry) => ids[entry % ranks] as number)
  }
  return Array.from(ids).sort((a, b) => {
    const [x, y] = [value(a), value(b)]
    return x < y ? -1 : x > y ? 1 : a - b
  })
}
