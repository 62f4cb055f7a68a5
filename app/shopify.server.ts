// The app's one instance of Shopify's library, usable from Remix routes and from the worker alike.
import { sessionTable, tokenLease } from '#app/db.server.ts'
import { env } from '#app/env.server.ts'
import { log } from '#app/log.server.ts'
import { remember } from '#app/remember.server.ts'
import { openLibrary } from '#app/shopify/library.ts'
import type { Shopify } from '#app/shopify/shopify.ts'

const library = remember('shopify', () =>
  openLibrary({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    appUrl: env.SHOPIFY_APP_URL,
    scopes: env.SCOPES,
    tokenKey: env.TOKEN_KEY,
    formerTokenKeys: env.TOKEN_KEYS_PREVIOUS,
    sessionTable,
    exclusively: tokenLease,
    wall: Date.now,
    heard: (severity, message) => (severity === 'error' ? log.error({ from: 'shopify library' }, message) : log.warn({ from: 'shopify library' }, message)),
  }),
)

/**
 * Who stands behind a page request: the shop's domain, and the library's session. Throws the `Response` (redirect, bounce page, 401, 410)
 * with which the library answers everything else.
 */
export async function authenticateAdmin(request: Request) {
  const { session, redirect } = await library.authenticate(request)
  return { shop: session.shop, session, redirect }
}

export const addDocumentResponseHeaders = library.addDocumentResponseHeaders

/** Webhooks may be signed with either while the client secret is being rotated. */
export const webhookSecrets: readonly string[] = [env.SHOPIFY_API_SECRET, env.SHOPIFY_API_SECRET_PREVIOUS].filter((secret) => secret !== undefined)

/** The Admin API for operations; `now` is the store clock. */
export const adminOf = (clocks: { readonly now: () => number; readonly wall: () => number }): Shopify => library.admin(clocks)
