// Signed addresses of bulk results: anybody who has one may read, for seven days of the store clock.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from '../../world.ts'
import type { BulkOperation } from './operation.ts'

export const resultsPath = '/bulk-results/'
const lifetime = 7 * 86_400_000

const sign = (world: World, path: string, expires: number) => createHmac('sha256', world.config.apiSecret).update(`${path}\n${expires}`).digest('hex')

/** Null without results, and after it expired. */
export function resultUrl(world: World, operation: BulkOperation, endedAt: number | null): string | null {
  if (!operation.fileSize || endedAt === null) return null
  const expires = Math.floor((endedAt + lifetime) / 1000)
  const path = `${resultsPath}bulk-${operation.id}.jsonl`
  return `${world.config.origin}${path}?Expires=${expires}&Signature=${sign(world, path, expires)}`
}

export const expired = (world: World, endedAt: number | null): boolean => endedAt !== null && world.clock.now() > endedAt + lifetime

export type Claim = { readonly kind: 'good'; readonly id: number } | { readonly kind: 'forged' } | { readonly kind: 'expired' }

export function readResultUrl(world: World, url: URL): Claim {
  const id = /bulk-(\d+)\.jsonl$/.exec(url.pathname)?.[1]
  const expires = Number(url.searchParams.get('Expires'))
  const given = Buffer.from(url.searchParams.get('Signature') ?? '')
  const own = Buffer.from(sign(world, url.pathname, expires))
  if (!id || given.length !== own.length || !timingSafeEqual(given, own)) return { kind: 'forged' }
  return world.clock.now() > expires * 1000 ? { kind: 'expired' } : { kind: 'good', id: Number(id) }
}
