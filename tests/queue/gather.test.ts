// Rings of one bell within a moment become one, and none is answered by a ring that began before it.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gather } from '#app/queue/gather.ts'

test('a thousand rings at once are two, the second begun after the last of them was asked for', async () => {
  const gathered = gather(1)
  const begun: number[] = []
  let asked = 0
  const ring = () => {
    asked++
    return gathered.ring('recompute-1', async () => {
      begun.push(asked)
      await pause(5)
    })
  }
  await Promise.all(Array.from({ length: 1000 }, ring))
  expect(begun).toEqual([1, 1000])
})

test('whoever rings is answered by a ring that began later, whenever they come', async () => {
  const gathered = gather(2)
  let clock = 0
  let last = 0
  const rings = Array.from({ length: 60 }, async (_, index) => {
    await pause(index % 17)
    const asked = ++clock
    await gathered.ring('settle-1', async () => {
      last = ++clock
      await pause(index % 3)
    })
    expect(last).toBeGreaterThan(asked)
  })
  await Promise.all(rings)
  await gathered.drained()
})

test('bells and shops do not wait for one another, and draining waits for what is owed', async () => {
  const gathered = gather(1)
  const done: string[] = []
  const ring = (key: string, ms: number) => gathered.ring(key, async () => {
    await pause(ms)
    done.push(key)
  })
  void ring('settle-1', 20)
  void ring('settle-1', 20)
  await ring('settle-2', 1)
  expect(done).toEqual(['settle-2'])
  await gathered.drained()
  expect(done).toEqual(['settle-2', 'settle-1', 'settle-1'])
})
