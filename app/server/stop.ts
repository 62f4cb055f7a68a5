// Stops a server without cutting anybody off: no new connections, running answers finish, stragglers are closed.
import type { Server } from 'node:http'

/** Resolves when every connection is gone, at the latest after `patience` milliseconds. */
export function stopServer(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
