// Seals access and refresh tokens for the disk with AES-256-GCM, each bound to the session it belongs to.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const prefix = 'v1.'

export interface TokenCipher {
  /** `session` is the id of the session the token belongs to; a sealed token moved to another row does not open. */
  seal(token: string, session: string): string
  /** Null when it does not open: another key, another row, or altered. */
  open(sealed: string, session: string): string | null
}

/** `key` is 32 bytes in base64. */
export function tokenCipher(key: string): TokenCipher {
  const secret = Buffer.from(key, 'base64')
  if (secret.length !== 32) throw new Error('TOKEN_KEY must be 32 bytes in base64')
  return {
    seal(token, session) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.from(session))
      const body = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, session) {
      if (!sealed.startsWith(prefix)) return null
      const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url')
      if (bytes.length < 28) return null
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12)).setAAD(Buffer.from(session))
      decipher.setAuthTag(bytes.subarray(12, 28))
      try {
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch {
        // The tag does not fit: the caller treats the session as one without a token.
        return null
      }
    },
  }
}
