// Connections to Redis: one kind for those who ring (fails fast), one for those who listen (waits for ever).
import { Redis } from 'ioredis'

/** First retry after 50 ms, then slower, never slower than every 2 s: Redis restarts in seconds. */
const retryStrategy = (times: number): number => Math.min(50 * 2 ** Math.min(times, 6), 2_000)

const address = (url: string): string => (url.startsWith('unix://') ? url.slice('unix://'.length) : url)

/** `url` is redis://, rediss:// or unix:///path/of/socket. A command waits for one reconnection at most, then fails. */
export function connectToRing(url: string): Redis {
  return new Redis(address(url), { retryStrategy, maxRetriesPerRequest: 1, commandTimeout: 2_000, connectTimeout: 2_000 })
}

/** BullMQ's workers block on their connection, so it must retry without end. */
export function connectToListen(url: string): Redis {
  return new Redis(address(url), { retryStrategy, maxRetriesPerRequest: null, connectTimeout: 2_000 })
}
