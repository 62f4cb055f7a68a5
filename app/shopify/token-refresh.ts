// Renews an expiring offline token: once per process, one process at a time, before the library would think of it.
import { HttpResponseError, HttpRetriableError, type Session } from '@shopify/shopify-api'

/** The library refreshes at five minutes. */
export const renewWithin = 6 * 60_000

export type Usable =
  | { readonly kind: 'usable'; readonly session: Session }
  | { readonly kind: 'none' }
  /** Expired, and Shopify does not accept the refresh token: only a visit of the merchant helps. */
  | { readonly kind: 'rejected'; readonly session: Session }
  /** Expired, and Shopify could not be asked. */
  | { readonly kind: 'unreachable'; readonly session: Session }

/** Whatever writes a session holds this key meanwhile. */
export const tokenKey = (id: string): string => `token:${id}`

export interface TokenRefresh {
  /** Asks Shopify for a new session; throws the library's errors. */
  readonly refresh: (shop: string, refreshToken: string) => Promise<Session>
  /** Runs `work` while no other process runs work under the same key. */
  readonly exclusively: <T>(key: string, work: () => Promise<T>) => Promise<T>
  readonly wall: () => number
}

interface Store {
  read(id: string): Promise<Session | undefined>
  store(session: Session): Promise<boolean>
}

export interface Renewing {
  /** The session by id, renewed when fewer than six minutes of it are left. */
  readonly usable: (id: string) => Promise<Usable>
  /** Shopify answered this session's access token with 401: a newer one, or one renewed before its time. */
  readonly after401: (session: Session) => Promise<Usable>
}

export function tokenRefresh({ refresh, exclusively, wall }: TokenRefresh, sessions: Store): Renewing {
  const underWay = new Map<string, Promise<Usable>>()
  /** Refresh tokens that were refused, so that they are not offered again. */
  const refused = new Map<string, string>()

  /** Renewed sessions that could not be stored, with the refresh token that each replaces. */
  const unsaved = new Map<string, { readonly replaces: string; readonly session: Session }>()

  const left = (session: Session) => (session.expires ? session.expires.getTime() - wall() : Infinity)
  const asFarAsItGoes = (session: Session, otherwise: 'rejected' | 'unreachable', unaccepted?: string): Usable =>
    session.accessToken && session.accessToken !== unaccepted && left(session) > 1_000 ? { kind: 'usable', session } : { kind: otherwise, session }

  /** `unaccepted`: an access token that is not good any more, however long it should last. */
  async function renew(id: string, unaccepted?: string): Promise<Usable> {
    const session = await sessions.read(id)
    if (!session) return { kind: 'none' }
    if (session.accessToken && session.accessToken !== unaccepted && left(session) > renewWithin) return { kind: 'usable', session }
    const token = session.refreshToken
    const spent = session.refreshTokenExpires !== undefined && session.refreshTokenExpires.getTime() <= wall()
    if (!token || spent || refused.get(id) === token) return asFarAsItGoes(session, 'rejected', unaccepted)
    const kept = unsaved.get(id)
    let renewed = kept?.replaces === token && kept.session.accessToken !== unaccepted ? kept.session : null
    try {
      renewed ??= await refresh(session.shop, token)
    } catch (error) {
      if (!saidNo(error)) return asFarAsItGoes(session, 'unreachable', unaccepted)
      refused.set(id, token)
      return asFarAsItGoes(session, 'rejected', unaccepted)
    }
    // Shopify accepts the old refresh token no longer once the new session is used, so it is not lost with a database that is away.
    unsaved.set(id, { replaces: token, session: renewed })
    await sessions.store(renewed)
    unsaved.delete(id)
    refused.delete(id)
    return { kind: 'usable', session: renewed }
  }

  async function usable(id: string): Promise<Usable> {
    const session = await sessions.read(id)
    if (!session) return { kind: 'none' }
    if (session.accessToken && left(session) > renewWithin) return { kind: 'usable', session }
    const running = underWay.get(id)
    if (running) return running
    const started = exclusively(tokenKey(id), () => renew(id)).finally(() => underWay.delete(id))
    underWay.set(id, started)
    return started
  }

  return { usable, after401: ({ id, accessToken }) => exclusively(tokenKey(id), () => renew(id, accessToken)) }
}

/** A 4xx that is not "later": the refresh token is not accepted. */
function saidNo(error: unknown): boolean {
  if (!(error instanceof HttpResponseError) || error instanceof HttpRetriableError) return false
  const { code } = (error as HttpResponseError).response
  return code >= 400 && code < 500
}
