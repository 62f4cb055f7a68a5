// Hands a request to the pages as a web Request with a bounded body, and streams their Response back.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '#app/server/read-body.ts'
import { replyTooLarge } from '#app/server/reply.ts'

export type PageHandler = (request: Request) => Promise<Response>

/** Requests are seen at the app's public address, whatever the proxy in front calls us. */
export function pageDoor({ origin, handle, send }: { origin: string; handle: PageHandler; send: (response: ServerResponse, answer: Response) => Promise<void> }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET'
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    const init: RequestInit = { method, headers: headersOf(request), signal: gone.signal }
    if (method !== 'GET' && method !== 'HEAD') {
      const body = await readBody(request)
      if (body.kind === 'too-large') return replyTooLarge(response)
      if (body.kind === 'cut') return
      init.body = new Uint8Array(body.bytes)
    }
    const answer = await handle(new Request(origin + pathOf(request), init))
    if (!response.destroyed) await send(response, answer)
  }
}

/** An absolute address in the request line names no page of ours. */
function pathOf(request: IncomingMessage): string {
  return request.url?.startsWith('/') ? request.url : '/'
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  return headers
}
