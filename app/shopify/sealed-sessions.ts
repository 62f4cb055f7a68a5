// Keeps sessions with their tokens sealed, and renews expiring tokens itself, so that the library never does.
import type { Session } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import type { TokenCipher } from '#app/shopify/token-cipher.ts'
import { tokenKey, type TokenRefresh, type Usable, tokenRefresh } from '#app/shopify/token-refresh.ts'

export interface SealedSessions extends SessionStorage {
  /** The offline session of a shop for work without a request. */
  offline(shop: string): Promise<Usable>
  /** What to ask with after Shopify answered this session's access token with 401: a newer session, or a refreshed one. */
  after401(session: Session): Promise<Usable>
  /** Forgets a session that nothing can be done with, so that the next visit exchanges a new one. */
  reject(session: Session): Promise<void>
}

export interface SealedSessionsParts extends TokenRefresh {
  readonly inner: SessionStorage
  readonly cipher: TokenCipher
}

/** `inner` stores what it is given; tokens reach it only sealed. */
export function sealedSessions(parts: SealedSessionsParts): SealedSessions {
  const { inner, cipher } = parts
  /** Ids of sessions read whose tokens are still sealed with a former key. */
  const formerly = new Set<string>()

  async function store(session: Session): Promise<boolean> {
    const sealed = copy(session)
    if (session.accessToken) sealed.accessToken = cipher.seal(session.accessToken, session.id)
    if (session.refreshToken) sealed.refreshToken = cipher.seal(session.refreshToken, session.id)
    return inner.storeSession(sealed)
  }

  /** `former`: sealed with a key that is being rotated out. */
  function opened(sealed: Session): { readonly session: Session; readonly former: boolean } {
    const session = copy(sealed)
    const access = sealed.accessToken ? cipher.open(sealed.accessToken, sealed.id) : null
    const refresh = sealed.refreshToken ? cipher.open(sealed.refreshToken, sealed.id) : null
    session.accessToken = access?.token
    session.refreshToken = refresh?.token
    return { session, former: access?.former === true || refresh?.former === true }
  }

  async function read(id: string): Promise<Session | undefined> {
    const sealed = await inner.loadSession(id)
    const found = sealed && opened(sealed)
    if (found?.former) formerly.add(id)
    return found?.session
  }

  /** With the key of today; alone, so that no newer token is written over. */
  async function sealAnew(id: string): Promise<void> {
    formerly.delete(id)
    await parts.exclusively(tokenKey(id), async () => {
      const sealed = await inner.loadSession(id)
      const found = sealed && opened(sealed)
      if (found?.former) await store(found.session)
    })
  }

  const renewing = tokenRefresh(parts, { read, store })
  const { after401 } = renewing
  async function usable(id: string): Promise<Usable> {
    const found = await renewing.usable(id)
    if (formerly.has(id)) await sealAnew(id)
    return found
  }
  const offlineId = (shop: string) => `offline_${shop}`

  return {
    storeSession: store,
    // The library refreshes a session that shows it a refresh token, once per concurrent call; so it is shown none.
    async loadSession(id) {
      const found = await usable(id)
      return found.kind === 'none' ? undefined : withoutRefreshToken(found.session)
    },
    deleteSession: (id) => inner.deleteSession(id),
    deleteSessions: (ids) => inner.deleteSessions(ids),
    async findSessionsByShop(shop) {
      return (await inner.findSessionsByShop(shop)).map((sealed) => withoutRefreshToken(opened(sealed).session))
    },
    offline: (shop) => usable(offlineId(shop)),
    after401,
    async reject(session) {
      const current = await read(session.id)
      if (current?.accessToken === session.accessToken) await inner.deleteSession(session.id)
    },
  }
}

function copy(session: Session): Session {
  return Object.assign(Object.create(Object.getPrototypeOf(session) as object) as Session, session)
}

function withoutRefreshToken(session: Session): Session {
  const shown = copy(session)
  shown.refreshToken = undefined
  return shown
}
