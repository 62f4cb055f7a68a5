// What stands behind a connection: ids in order, read lazily, so that a page, a bulk export and a count share one definition.
import { badRequest } from '../graphql/refusal.ts'

export interface Listing<T> {
  /** In ascending order of the sort value, then of the id. */
  readonly ids: ArrayLike<number>
  /** Undefined for one that went away after the ids were taken. */
  at(id: number): T | undefined
  /** Ascending along `ids`. */
  sortValue(id: number): number | string
  readonly reverse: boolean
  /** The most that one page may ask for. */
  readonly most: number
}

export interface Edge<T> { readonly cursor: string; readonly node: T }
export interface Page<T> {
  readonly edges: readonly Edge<T>[]
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly total: number
}

export interface PageArgs { readonly first?: number | null; readonly last?: number | null; readonly after?: string | null; readonly before?: string | null }

export const isListing = (value: unknown): value is Listing<unknown> => typeof value === 'object' && value !== null && 'ids' in value && 'sortValue' in value

/** A listing of things that are at hand, sorted by their id or as they stand. */
export function listingOf<T>(items: readonly T[], options: { reverse?: boolean; most?: number } = {}): Listing<T> {
  return {
    ids: Float64Array.from(items.keys()),
    at: (index) => items[index],
    sortValue: (index) => index,
    reverse: options.reverse ?? false,
    most: options.most ?? 250,
  }
}

export function* everything<T>(listing: Listing<T>): Generator<T> {
  const { ids, reverse } = listing
  for (let i = 0; i < ids.length; i++) {
    const item = listing.at(ids[reverse ? ids.length - 1 - i : i] as number)
    if (item !== undefined) yield item
  }
}

/** @throws GraphQLError as the platform words it, for arguments that ask for no page */
export function pageOf<T>(listing: Listing<T>, args: PageArgs): Page<T> {
  const { first, last } = args
  if (typeof first !== 'number' && typeof last !== 'number') throw badRequest('you must provide one of first or last')
  if (typeof first === 'number' && typeof last === 'number') throw badRequest('providing both first and last is not supported')
  const size = (first ?? last) as number
  if (size < 0 || size > listing.most) throw badRequest(`the page size must be between 0 and ${listing.most}, not ${size}`)
  const count = listing.ids.length
  const low = args.after ? placeAfter(listing, args.after) : 0
  const high = args.before ? placeBefore(listing, args.before) : count
  const from = typeof first === 'number' ? low : Math.max(low, high - size)
  const to = typeof first === 'number' ? Math.min(high, low + size) : high
  const edges: Edge<T>[] = []
  for (let i = from; i < to; i++) {
    const id = listing.ids[listing.reverse ? count - 1 - i : i] as number
    const node = listing.at(id)
    if (node !== undefined) edges.push({ node, cursor: cursorOf(listing, id) })
  }
  return { edges, hasNextPage: to < count, hasPreviousPage: from > 0, total: count }
}

const cursorOf = (listing: Listing<unknown>, id: number) =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: listing.sortValue(id) })).toString('base64')

type Mark = readonly [value: number | string, id: number]

function readCursor(cursor: string): Mark {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64').toString()) as { last_id?: unknown; last_value?: unknown }
    const { last_id: id, last_value: value } = read
    if (typeof id === 'number' && (typeof value === 'number' || typeof value === 'string')) return [value, id]
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw badRequest(`Invalid cursor for current pagination sort: ${cursor}`)
}

// A cursor stands for a value and an id, so that a page goes on rightly when rows came or went meanwhile.
function placeAfter(listing: Listing<unknown>, cursor: string): number {
  const mark = readCursor(cursor)
  return listing.reverse ? listing.ids.length - firstAt(listing, mark, false) : firstAt(listing, mark, true)
}

function placeBefore(listing: Listing<unknown>, cursor: string): number {
  const mark = readCursor(cursor)
  return listing.reverse ? listing.ids.length - firstAt(listing, mark, true) : firstAt(listing, mark, false)
}

/** The first index whose entry is at the mark or above; strictly above if `beyond`. */
function firstAt(listing: Listing<unknown>, [value, id]: Mark, beyond: boolean): number {
  let low = 0
  let high = listing.ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = listing.ids[middle] as number
    const otherValue = listing.sortValue(other)
    const below = otherValue === value ? (beyond ? other <= id : other < id) : otherValue < value
    if (below) low = middle + 1
    else high = middle
  }
  return low
}
