// The web process: webhooks, health, the built files and the pages, on one port; stops without cutting anybody off.
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { sendResponse } from '@remix-run/node-fetch-server'
import { closeContext, context, queue, stopContext } from '#app/context.server.ts'
import { env } from '#app/env.server.ts'
import { log } from '#app/log.server.ts'
import { frontDoor } from '#app/server/front-door.ts'
import { health } from '#app/server/health.ts'
import { healthDoor } from '#app/server/health-door.ts'
import { loadPages, NotBuilt } from '#app/server/load-pages.ts'
import { pageDoor } from '#app/server/page-door.ts'
import { staticFiles } from '#app/server/static-files.ts'
import { stopServer } from '#app/server/stop.ts'
import { webhookDoor } from '#app/server/webhook-door.ts'
import { webhookSecrets } from '#app/shopify.server.ts'

/** Proxies keep connections open for a minute: ours must last longer. */
const keepAliveTimeout = 65_000
/** Longer than the slowest page, shorter than what systemd and Kubernetes wait (30 s and more). */
const stopPatience = 15_000

async function start(): Promise<void> {
  const { build, client } = await loadPages(join(import.meta.dirname, '../build'))
  const ctx = await context()
  const server = createServer(
    { keepAliveTimeout, headersTimeout: 15_000, requestTimeout: 60_000 },
    frontDoor({
      webhooks: webhookDoor(ctx, webhookSecrets),
      health: healthDoor(() => health(ctx, queue), ctx.wall),
      files: staticFiles(client),
      pages: pageDoor({ origin: new URL(env.SHOPIFY_APP_URL).origin, handle: createRequestHandler(build as ServerBuild, env.NODE_ENV), send: sendResponse }),
      log,
    }),
  )
  server.on('error', (error: NodeJS.ErrnoException) => {
    log.error({}, error.code === 'EADDRINUSE' ? `Port ${env.PORT} is taken by another program: stop that, or set PORT to a free one.` : error.message)
    process.exitCode = 1
    void closeContext()
  })
  server.listen(env.PORT, () => log.info({ port: env.PORT }, 'the web server listens'))

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'the web server stops')
    await stopContext()
    await stopServer(server, stopPatience)
    await closeContext()
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
}

try {
  await start()
} catch (error) {
  if (!(error instanceof NotBuilt)) throw error
  log.error({}, error.message)
  process.exit(1)
}
