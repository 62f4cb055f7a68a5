// Access and refresh tokens. They carry their own claims, signed, so that a restarted simulator still knows them; what is remembered is only which ended early.
import { randomUUID } from 'node:crypto'
import type { World } from '../../world.ts'
import { platformOf } from '../state.ts'
import { readJwt, signJwt } from './jwt.ts'

export type TokenKind = 'expiring-offline' | 'permanent-offline' | 'online'

export interface Token {
  readonly kind: TokenKind
  /** The refresh token that this one took the place of; using this one ends that one. */
  readonly replaces: string | null
}

/** Seconds of real time. */
export const accessLifetime = 3_600
export const refreshLifetime = 90 * 86_400
export const onlineLifetime = 86_400

const secretOf = (world: World) => `${world.config.apiSecret}/tokens`
const seconds = () => Math.floor(Date.now() / 1000)

function issue(world: World, use: 'access' | 'refresh', kind: TokenKind, lifetime: number | null, replaces: string | null): string {
  const claims = { use, kind, shop: world.store.settings.domain, generation: world.installation.generation, exp: lifetime === null ? null : seconds() + lifetime, jti: randomUUID(), replaces }
  const prefix = use === 'refresh' ? 'shprt_' : kind === 'online' ? 'shpua_' : 'shpat_'
  return `${prefix}${signJwt(claims, secretOf(world))}`
}

export const issueAccess = (world: World, kind: TokenKind, replaces: string | null = null): string =>
  issue(world, 'access', kind, kind === 'permanent-offline' ? null : kind === 'online' ? onlineLifetime : accessLifetime, replaces)

export const issueRefresh = (world: World, replaces: string | null = null): string => issue(world, 'refresh', 'expiring-offline', refreshLifetime, replaces)

/** The token if it may be used now; using it ends the refresh token that it replaced. */
export const useAccess = (world: World, text: string): Token | null => use(world, text, 'access')

/** The id under which the tokens that follow name this refresh token, or null if it may not be used. */
export function useRefresh(world: World, text: string): string | null {
  return use(world, text, 'refresh')?.id ?? null
}

function use(world: World, text: string, wanted: 'access' | 'refresh'): (Token & { readonly id: string }) | null {
  const claims = readJwt(text.replace(/^shp(?:at|ua|rt)_/, ''), secretOf(world))
  const { installation, store } = world
  const spent = platformOf(world).spentRefreshTokens
  if (!claims || claims['use'] !== wanted || claims['shop'] !== store.settings.domain) return null
  if (!installation.installed || claims['generation'] !== installation.generation) return null
  if (claims['exp'] !== null && Number(claims['exp']) < Date.now() / 1000) return null
  const id = String(claims['jti'])
  if (wanted === 'refresh' && spent.has(id)) return null
  const replaces = typeof claims['replaces'] === 'string' ? claims['replaces'] : null
  if (replaces !== null) spent.add(replaces)
  return { id, kind: claims['kind'] as TokenKind, replaces }
}
