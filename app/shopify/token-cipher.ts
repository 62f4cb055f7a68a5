// Seals access and refresh tokens for the disk with AES-256-GCM, each bound to the session it belongs to. While keys are rotated the former ones open, and only the newest seals.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const prefix = 'v1.'

export interface Opened {
  readonly token: string
  /** Sealed with a former key: seal it again. */
  readonly former: boolean
}

export interface TokenCipher {
  /** `session` is the id of the session the token belongs to; a sealed token moved to another row does not open. */
  seal(token: string, session: string): string
  /** Null when it does not open: another key, another row, or altered. */
  open(sealed: string, session: string): Opened | null
}

/** Each key is 32 bytes in base64. */
export function tokenCipher(key: string, formerKeys: readonly string[] = []): TokenCipher {
  const current = secretOf(key)
  const former = formerKeys.map(secretOf)
  return {
    seal(token, session) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current, iv).setAAD(Buffer.from(session))
      const body = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, session) {
      const token = openWith(current, sealed, session)
      if (token !== null) return { token, former: false }
      for (const secret of former) {
        const older = openWith(secret, sealed, session)
        if (older !== null) return { token: older, former: true }
      }
      return null
    },
  }
}

function secretOf(key: string): Buffer {
  const secret = Buffer.from(key, 'base64')
  if (secret.length !== 32) throw new Error('A key of TOKEN_KEY or TOKEN_KEYS_PREVIOUS is not 32 bytes in base64.')
  return secret
}

function openWith(secret: Buffer, sealed: string, session: string): string | null {
  if (!sealed.startsWith(prefix)) return null
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(session))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    // The tag does not fit: another key, or nothing that was sealed here.
    return null
  }
}
