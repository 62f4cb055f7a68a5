// Serves the built client: hashed assets may be kept for ever, everything else for an hour.
import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv from 'sirv'

export type Next = () => void

export function staticFiles(folder: string): (request: IncomingMessage, response: ServerResponse, next: Next) => void {
  const serve = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    },
  })
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    serve(request, response, next)
  }
}
