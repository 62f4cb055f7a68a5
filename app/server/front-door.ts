// Which door a request is shown to: webhooks first, then health, files, and the pages.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '#app/operations/context.ts'
import { reply } from '#app/server/reply.ts'
import type { Next } from '#app/server/static-files.ts'

export type Door = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Doors {
  readonly webhooks: Door
  readonly health: Door
  readonly files: (request: IncomingMessage, response: ServerResponse, next: Next) => void
  readonly pages: Door
  readonly log: Log
}

/** On every answer. Pages for a shop say who may frame them instead; addresses may carry session tokens, which go to nobody else. */
const always = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin',
}

export function frontDoor({ webhooks, health, files, pages, log }: Doors) {
  const through = (door: Door, request: IncomingMessage, response: ServerResponse) => {
    door(request, response).catch((error: unknown) => {
      log.error({ path: pathOf(request), error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'a request failed')
      if (response.headersSent) response.destroy()
      else reply(response, 500, 'Something went wrong here. Try again in a minute.\n')
    })
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value)
    const path = pathOf(request)
    if (path === '/webhooks' || path.startsWith('/webhooks/')) return through(webhooks, request, response)
    if (path === '/healthz') return through(health, request, response)
    files(request, response, () => through(pages, request, response))
  }
}

/** Without the query: it may carry session tokens. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/'
}
