// Requests as the admin's frame makes them: with a session token, or with something that is none.
import type { Stand } from '../../scripts/stand/stand.ts'
import { type Claims, signJwt } from '#simulator/platform/auth/jwt.ts'

export const browserAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** What a good token claims now, with some of it changed. */
export function claims({ shop, appEnv }: Stand, change: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000)
  const own = { iss: `https://${shop}/admin`, dest: `https://${shop}`, aud: appEnv.SHOPIFY_API_KEY, sub: '42', exp: now + 60, nbf: now - 1, iat: now - 1, jti: crypto.randomUUID(), sid: crypto.randomUUID() }
  return { ...own, ...change }
}

export const tokenFor = (stand: Stand, change: Claims = {}, secret = stand.secret): string => signJwt(claims(stand, change), secret)

export interface Answered {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** `token`: null for none at all. */
export async function visit(stand: Stand, path: string, { token, ...init }: RequestInit & { readonly token?: string | null } = {}): Promise<Answered> {
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token ?? tokenFor(stand)}` }
  const answer = await fetch(stand.web + path, { redirect: 'manual', ...init, headers: { 'user-agent': browserAgent, ...authorization, ...(init.headers as Record<string, string> | undefined) } })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

/** The page as a document, as the admin's frame loads it. */
export const documentPath = (stand: Stand, page: string): string =>
  `${page}?embedded=1&shop=${stand.shop}&host=${encodeURIComponent(Buffer.from(`admin.shopify.com/store/demo`).toString('base64'))}&id_token=${tokenFor(stand)}`
