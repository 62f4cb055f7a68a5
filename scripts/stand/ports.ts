// Free ports: the wanted ones where they are free, others where they are not.
import { createServer } from 'node:net'

const isFree = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
    })
  })

/** 0 asks for any free port. */
export async function freePort(wanted: number): Promise<number> {
  const port = await isFree(wanted)
  if (port !== null) return port
  const other = await isFree(0)
  if (other === null) throw new Error('No free port on 127.0.0.1.')
  return other
}
