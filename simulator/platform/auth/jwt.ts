// JSON Web Tokens, HS256 only.
import { createHmac, timingSafeEqual } from 'node:crypto'

export type Claims = Readonly<Record<string, unknown>>

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signatureOf = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('base64url')

export function signJwt(claims: Claims, secret: string): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${signatureOf(text, secret)}`
}

/** The claims if the signature is ours; null for anything else. Expiry is for the caller. */
export function readJwt(token: string, secret: string): Claims | null {
  const [header, body, signature, ...more] = token.split('.')
  if (!header || !body || !signature || more.length > 0) return null
  const own = Buffer.from(signatureOf(`${header}.${body}`, secret))
  const given = Buffer.from(signature)
  if (own.length !== given.length || !timingSafeEqual(own, given)) return null
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: unknown }
    const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
    return alg === 'HS256' && typeof claims === 'object' && claims !== null ? (claims as Claims) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
