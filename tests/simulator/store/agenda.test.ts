// The store clock goes forward only, and what is scheduled happens in order at its own instant.
import { expect, test } from 'vitest'
import { createAgenda } from '#simulator/store/agenda.ts'
import { createClock } from '#simulator/store/clock.ts'

const start = Date.UTC(2026, 0, 1)
const day = 86_400_000

test('a step stops at every action on the way, also at those that an action adds', () => {
  const clock = createClock(start)
  const agenda = createAgenda(clock)
  const seen: [string, number][] = []
  const note = (name: string) => seen.push([name, Math.round((clock.now() - start) / day)])
  agenda.add(start + 3 * day, () => note('third'))
  agenda.add(start + day, () => {
    note('first')
    agenda.add(start + 2 * day, () => note('second'))
  })
  agenda.add(start + 9 * day, () => note('later'))
  agenda.stepTo(start + 5 * day)
  expect(seen).toEqual([['first', 1], ['second', 2], ['third', 3]])
  expect(Math.round((clock.now() - start) / day)).toBe(5)
  expect(agenda.next()).toBe(start + 9 * day)
  agenda.close()
})

test('many actions come in the order of their instants', () => {
  const clock = createClock(start)
  const agenda = createAgenda(clock)
  const seen: number[] = []
  for (let i = 0; i < 500; i++) {
    const wait = ((i * 7919) % 500) * 1000 + 60_000
    agenda.add(start + wait, () => seen.push(wait))
  }
  agenda.stepTo(start + day)
  expect(seen).toHaveLength(500)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  agenda.close()
})

test('the clock does not go back, and stamps whole seconds', () => {
  const clock = createClock(start + 999)
  clock.stepTo(start - day)
  expect(clock.now()).toBeGreaterThanOrEqual(start + 999)
  expect(clock.stamp() % 1000).toBe(0)
})

test('an action comes by itself when its time has come', async () => {
  const clock = createClock(start)
  const agenda = createAgenda(clock)
  await new Promise<void>((resolve) => agenda.add(clock.now() + 20, resolve))
  expect(clock.now()).toBeGreaterThanOrEqual(start + 20)
  agenda.close()
})
