// Loaded into the app with `node --import`: sends requests for *.myshopify.com to the simulator, which reads the shop from
// x-forwarded-host. Everything else is untouched, and the app does not know.
const simulator = process.env.SIMULATOR_URL
if (!simulator) throw new Error('SIMULATOR_URL is not set: the preload needs the address of the simulator.')

const real = globalThis.fetch

globalThis.fetch = function fetchThroughSimulator(input, init) {
  const address = new URL(input instanceof Request ? input.url : String(input))
  if (!address.hostname.endsWith('.myshopify.com')) return real(input, init)
  const target = new URL(address.pathname + address.search, simulator)
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
  headers.set('x-forwarded-host', address.hostname)
  if (input instanceof Request) return real(new Request(target, input), { ...init, headers })
  return real(target, { ...init, headers })
}
