// Session tokens of the admin: made for the frame, read back at the token exchange. They live one minute of real time.
import { randomUUID } from 'node:crypto'
import type { World } from '../../world.ts'
import { readJwt, signJwt } from './jwt.ts'

export interface IdTokenOptions {
  /** The world's own shop if absent. */
  readonly shop?: string
  /** Shopify's id of the user. */
  readonly user?: number
  /** Seconds from now; negative for one that is over. */
  readonly expiresIn?: number
}

const lifetime = 60

export function mintIdToken(world: World, options: IdTokenOptions = {}): string {
  const shop = options.shop ?? world.store.settings.domain
  const now = Math.floor(Date.now() / 1000)
  const { apiKey, apiSecret } = world.config
  return signJwt({
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: String(options.user ?? 42),
    exp: now + (options.expiresIn ?? lifetime),
    nbf: now - 1,
    iat: now - 1,
    jti: randomUUID(),
    sid: randomUUID(),
  }, apiSecret)
}

/** Whether the token is one that this shop's admin made for this app, and still holds. */
export function idTokenHolds(world: World, token: string): { readonly user: string } | null {
  const claims = readJwt(token, world.config.apiSecret)
  const now = Date.now() / 1000
  if (!claims || typeof claims['exp'] !== 'number' || typeof claims['nbf'] !== 'number') return null
  if (claims['exp'] < now || claims['nbf'] > now + 1) return null
  if (claims['aud'] !== world.config.apiKey || claims['dest'] !== `https://${world.store.settings.domain}`) return null
  return typeof claims['sub'] === 'string' ? { user: claims['sub'] } : null
}
