// Shopify's library, set up as this app needs it: tokens, sessions, the admin's pages, and requests without a request of a merchant.
import '@shopify/shopify-app-remix/adapters/node'
import { LogSeverity, type Session, shopifyApi } from '@shopify/shopify-api'
import type { SessionStorage } from '@shopify/shopify-app-session-storage'
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import { adminApi } from '#app/shopify/admin.ts'
import { oneExchangeAtATime } from '#app/shopify/authenticate.ts'
import { sealedSessions } from '#app/shopify/sealed-sessions.ts'
import type { Shopify } from '#app/shopify/shopify.ts'
import { tokenCipher } from '#app/shopify/token-cipher.ts'

export interface LibrarySettings {
  readonly apiKey: string
  readonly apiSecret: string
  /** Where the app is reached from outside. */
  readonly appUrl: string
  readonly scopes: readonly string[]
  /** 32 bytes in base64. */
  readonly tokenKey: string
  /** Those of before, while tokens are still sealed with them. */
  readonly formerTokenKeys?: readonly string[]
  /** Shopify's session table; tokens reach it only sealed. */
  readonly sessionTable: SessionStorage
  /** Runs work while no other process runs work under the same key. */
  readonly exclusively: <T>(key: string, work: () => Promise<T>) => Promise<T>
  /** Real time, milliseconds. */
  readonly wall: () => number
  /** Warnings and errors of the library. */
  readonly heard: (severity: 'warning' | 'error', message: string) => void
}

/** Below this the library asks for a new token itself (milliseconds). */
const libraryRenews = 5 * 60_000

export function openLibrary(settings: LibrarySettings) {
  const address = new URL(settings.appUrl)
  const shared = {
    apiKey: settings.apiKey,
    apiSecretKey: settings.apiSecret,
    apiVersion: ApiVersion.July26,
    scopes: [...settings.scopes],
    // Debug lines of the library carry session tokens.
    logger: {
      level: LogSeverity.Warning,
      httpRequests: false,
      log: (severity: LogSeverity, message: string) => settings.heard(severity === LogSeverity.Error ? 'error' : 'warning', message),
    },
  }

  // The Remix package does not show the library behind it.
  const api = shopifyApi({ ...shared, hostName: address.host, hostScheme: address.protocol === 'http:' ? 'http' : 'https', isEmbeddedApp: true })

  const sessions = sealedSessions({
    inner: settings.sessionTable,
    cipher: tokenCipher(settings.tokenKey, settings.formerTokenKeys),
    refresh: async (shop, refreshToken) => (await api.auth.refreshToken({ shop, refreshToken })).session,
    exclusively: settings.exclusively,
    wall: settings.wall,
  })

  const app = shopifyApp({
    ...shared,
    appUrl: settings.appUrl,
    distribution: AppDistribution.AppStore,
    sessionStorage: sessions,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  })

  const authenticate = oneExchangeAtATime(app.authenticate.admin, {
    async hasSession(shop) {
      const found = await sessions.offline(shop)
      return found.kind === 'usable' && found.session.isActive(undefined, libraryRenews)
    },
  })

  return {
    sessions,
    authenticate,
    addDocumentResponseHeaders: app.addDocumentResponseHeaders,
    /** `now` is the store clock. */
    admin: (clocks: { readonly now: () => number; readonly wall: () => number }): Shopify =>
      adminApi({
        ...clocks,
        sessions,
        request: (session: Session, document, options) => new api.clients.Graphql({ session }).request(document, { ...options, retries: 0 }),
      }),
  }
}
