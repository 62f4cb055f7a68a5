// Reads a request's body into memory, never more than the bound allows.
import type { IncomingMessage } from 'node:http'

/** Shopify's largest payloads stay well below; more is answered 413. */
export const bodyLimit = 5 * 1024 * 1024

/** `cut`: the sender went away before the end. */
export type Body = { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'too-large' } | { readonly kind: 'cut' }

export function readBody(request: IncomingMessage, limit = bodyLimit): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve({ kind: 'too-large' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const end = (body: Body) => {
      request.off('data', onData)
      resolve(body)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) return void chunks.push(chunk)
      request.pause()
      end({ kind: 'too-large' })
    }
    request.on('data', onData)
    request.once('end', () => end({ kind: 'whole', bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size) }))
    request.once('error', () => end({ kind: 'cut' }))
    request.once('close', () => end({ kind: 'cut' }))
  })
}
