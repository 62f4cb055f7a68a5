// Renders a page: streamed to people, whole to robots, with the headers that let only the Shopify admin frame it.
import { PassThrough } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import { createReadableStreamFromReadable, type EntryContext, type HandleErrorFunction } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { log } from '#app/log.server.ts'
import { addDocumentResponseHeaders } from '#app/shopify.server.ts'

/** Data still missing by then is given up; the shell is aborted a second later, so that its last words can leave. */
export const streamTimeout = 5_000

export default function handleRequest(request: Request, status: number, headers: Headers, remix: EntryContext): Promise<Response> {
  addDocumentResponseHeaders(request, headers)
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let shellSent = false
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remix} url={request.url} />, {
      [ready]: () => {
        shellSent = true
        const body = new PassThrough()
        headers.set('Content-Type', 'text/html; charset=utf-8')
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
        pipe(body)
      },
      onShellError: reject,
      onError: (error: unknown) => {
        status = 500
        // An error before the shell rejects and is reported by handleError.
        if (shellSent) report(error, request)
      },
    })
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

export const handleError: HandleErrorFunction = (error, { request }) => {
  if (!request.signal.aborted) report(error, request)
}

/** The path without its query, which may carry a session token. */
function report(error: unknown, request: Request): void {
  log.error({ path: new URL(request.url).pathname, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'a page failed')
}
