// Short answers in plain text or JSON.
import type { ServerResponse } from 'node:http'

export function reply(response: ServerResponse, status: number, body = '', headers: Record<string, string> = {}): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'content-length': String(Buffer.byteLength(body)), ...headers })
  response.end(body)
}

export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  reply(response, status, `${JSON.stringify(value, null, 2)}\n`, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
}

/** How long the rest of a body that is too large is let in, only to be dropped (milliseconds). */
const drained = 10_000

/** The rest of the body is dropped as it comes: cutting the connection at once would take the answer with it. */
export function replyTooLarge(response: ServerResponse): void {
  reply(response, 413, 'The request is larger than 5 MiB.\n')
  const { req } = response
  const timer = setTimeout(() => req.destroy(), drained)
  req.once('close', () => clearTimeout(timer))
  req.resume()
}
