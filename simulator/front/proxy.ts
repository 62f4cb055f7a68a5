// The small proxy in front of the app: passes everything through and lets this machine's simulated admin frame the app.
// The library puts `frame-ancestors https://{shop} https://admin.shopify.com …` on every document and on its bounce page;
// that one header is extended, nothing else is touched.
import { type IncomingMessage, type Server, type ServerResponse, createServer, request as ask } from 'node:http'

const allowFraming = (policy: string, admin: string): string =>
  policy.replace(/frame-ancestors[^;]*/i, (directive) => `${directive.replace(" 'none'", '')} ${admin}`)

export interface FrontOptions {
  /** Address of the app's web process. */
  readonly app: string
  /** Origin of the simulated admin. */
  readonly admin: string
}

function pass(options: FrontOptions, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const target = new URL(incoming.url ?? '/', options.app)
  const upstream = ask(target, { method: incoming.method, headers: incoming.headers }, (answer) => {
    const headers = { ...answer.headers }
    const policy = headers['content-security-policy']
    if (typeof policy === 'string') headers['content-security-policy'] = allowFraming(policy, options.admin)
    outgoing.writeHead(answer.statusCode ?? 502, headers)
    answer.pipe(outgoing)
  })
  upstream.on('error', (error) => {
    if (outgoing.headersSent) return outgoing.destroy()
    outgoing.writeHead(502, { 'content-type': 'text/plain' }).end(`The app does not answer: ${error.message}\n`)
  })
  outgoing.on('close', () => upstream.destroy())
  incoming.pipe(upstream)
}

export function createFront(options: FrontOptions): Server {
  return createServer((incoming, outgoing) => pass(options, incoming, outgoing))
}
