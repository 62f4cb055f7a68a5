// Bells over a real Redis: no ring is lost while its bell is answered, none is answered twice at once, and Redis may go away.
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TryLater } from '#app/core/failure.ts'
import { openRope, type QueueLog, type Rope } from '#app/queue/enqueue.ts'
import { bells, type BellName } from '#app/queue/jobs.ts'
import { openWorkers, type Handlers, type Workers } from '#app/queue/open-workers.ts'
import { privateRedis, type PrivateRedis } from '#tests/queue/private-redis.ts'

let redis: PrivateRedis
let rope: Rope
let workers: Workers | undefined
let lines: { level: string; message: string; fields: Record<string, unknown> }[]

const log: QueueLog = {
  info: (fields, message) => void lines.push({ level: 'info', message, fields }),
  warn: (fields, message) => void lines.push({ level: 'warn', message, fields }),
  error: (fields, message) => void lines.push({ level: 'error', message, fields }),
}
const opening = Date.UTC(2026, 10, 22, 9)
const nothing = async (): Promise<void> => {}
const handlersWith = (over: Partial<Handlers>): Handlers => ({
  applyDeliveries: nothing, advanceSync: nothing, recompute: nothing, backfill: nothing, settle: nothing, refreshClauses: nothing, native: nothing, ...over,
})
const listen = (over: Partial<Handlers>, ring: Rope['ring'] = (bell, shop, delay) => rope.ring(bell, shop, delay)): void => {
  workers = openWorkers({ redisUrl: redis.url, handlers: handlersWith(over), ring, wall: () => opening, log })
}
const until = async (met: () => boolean, ms = 5_000): Promise<void> => {
  const end = Date.now() + ms
  while (!met()) {
    if (Date.now() > end) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 10))
  }
}

beforeEach(async () => {
  lines = []
  redis = await privateRedis()
  rope = openRope({ redisUrl: redis.url, log, patienceMs: 500 })
})
afterEach(async () => {
  await workers?.close()
  workers = undefined
  await rope.close()
  await redis.close()
})

test('rings while a bell is answered make one more answer, never two at once', async () => {
  let active = 0
  let most = 0
  let answers = 0
  let release = (): void => {}
  const gate = new Promise<void>((done) => { release = done })
  listen({
    recompute: async () => {
      most = Math.max(most, ++active)
      answers++
      await gate
      active--
    },
  })
  await rope.ring('recompute', 7)
  await until(() => answers === 1)
  await Promise.all([1, 2, 3, 4].map(() => rope.ring('recompute', 7)))
  release()
  await until(() => answers === 2)
  await new Promise((done) => setTimeout(done, 150))
  expect({ answers, most }).toEqual({ answers: 2, most: 1 })
})

test('bells of different shops do not wait for one another', async () => {
  const seen = new Set<number>()
  let release = (): void => {}
  const gate = new Promise<void>((done) => { release = done })
  listen({
    settle: async (shop) => {
      seen.add(shop)
      await gate
    },
  })
  await rope.ring('settle', 1)
  await rope.ring('settle', 2)
  await until(() => seen.size === 2)
  release()
})

test('TryLater rings again at its moment, and a fault is logged and tried again', async () => {
  const again: [BellName, number, number | undefined][] = []
  listen(
    {
      settle: async () => {
        throw new TryLater(opening + 200, 'the bucket is empty')
      },
      backfill: async () => {
        throw new Error('unforeseen')
      },
    },
    async (...rung) => void again.push([rung[0], rung[1], rung[2]]),
  )
  await rope.ring('settle', 1)
  await until(() => again.length === 1)
  await rope.ring('backfill', 2)
  await until(() => again.length === 2)
  expect(again).toEqual([['settle', 1, 200], ['backfill', 2, 5_000]])
  expect(lines.filter((line) => line.level === 'error')).toHaveLength(1)
})

test('of two delayed rings the earlier counts, whichever came first, and an immediate one waits for neither', async () => {
  const answered: number[] = []
  listen({ recompute: async (shop) => void answered.push(shop) })
  await until(() => rope.reachable())
  await rope.ring('recompute', 1, 60_000)
  await rope.ring('recompute', 1, 50)
  await until(() => answered.length === 1)
  await rope.ring('recompute', 2, 50)
  await rope.ring('recompute', 2, 60_000)
  await until(() => answered.length === 2)
  await rope.ring('recompute', 3, 60_000)
  await rope.ring('recompute', 3)
  await until(() => answered.length === 3)
  expect(answered).toEqual([1, 2, 3])
})

test('a flush of Redis does not stop the bells', async () => {
  let answers = 0
  listen({ recompute: async () => void answers++ })
  await rope.ring('recompute', 1)
  await until(() => answers === 1)
  const client = new Redis(redis.url)
  await client.flushall()
  client.disconnect()
  await rope.ring('recompute', 1)
  await until(() => answers === 2, 8_000)
})

test('while Redis is away a ring returns at once, is said once in the log, and is rung when Redis is back', async () => {
  // So patient that a ring which waited would outlast the test.
  await rope.close()
  rope = openRope({ redisUrl: redis.url, log, patienceMs: 600_000 })
  const rung: BellName[] = []
  listen({ recompute: async () => void rung.push('recompute'), settle: async () => void rung.push('settle') })
  await rope.ring('recompute', 1)
  await until(() => rung.length === 1)
  await redis.stop()
  await until(() => !rope.reachable())
  for (let times = 0; times < 20; times++) await rope.ring('settle', times % 2)
  expect(lines.filter((line) => line.message.startsWith('Redis is away'))).toHaveLength(1)
  await redis.start()
  await until(() => rung.length === 3, 10_000)
  expect(rung.sort()).toEqual(['recompute', 'settle', 'settle'])
}, 20_000)

test('each queue that loses Redis says so, once', async () => {
  listen({})
  const inTrouble = () => lines.filter((line) => line.message.startsWith('a queue is in trouble')).map((line) => String(line.fields.queue))
  await rope.ring('settle', 1)
  await redis.stop()
  await until(() => inTrouble().length === Object.keys(bells).length)
  await rope.ring('settle', 1)
  expect(inTrouble().sort()).toEqual([...new Set(Object.values(bells).map(({ queue }) => queue))].sort())
  await redis.start()
  await until(() => rope.reachable())
}, 20_000)

test('the last sign of life of a worker is heard by others, and nobody’s while Redis is away', async () => {
  expect(await rope.hearPulse()).toBeNull()
  await rope.leavePulse({ at: opening, trouble: null })
  await rope.leavePulse({ at: opening + 5_000, trouble: 'full' })
  const web = openRope({ redisUrl: redis.url, log })
  expect(await web.hearPulse()).toEqual({ at: opening + 5_000, trouble: 'full' })
  await redis.stop()
  await until(() => !web.reachable())
  expect(await web.hearPulse()).toBeNull()
  await rope.leavePulse({ at: opening + 10_000, trouble: null })
  await web.close()
})
