// Whether raw bytes were signed by Shopify with the app's client secret, compared in constant time.
import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * `signature` is the base64 text of X-Shopify-Hmac-Sha256; `secrets` holds the current client secret and, while it is being rotated,
 * the previous one (Shopify signs with the old secret for up to an hour).
 */
export function signedBy(secrets: readonly string[], raw: Uint8Array, signature: string | null): boolean {
  if (signature === null) return false
  const given = Buffer.from(signature, 'base64')
  // Buffer.from passes over what is no base64: only the one way to write these bytes counts.
  if (given.length !== 32 || given.toString('base64') !== signature) return false
  let valid = false
  for (const secret of secrets) {
    if (timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), given)) valid = true
  }
  return valid
}
