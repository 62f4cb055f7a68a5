import { expect, test } from 'vitest'
import type { Health } from '#app/server/health.ts'
import { healthDoor } from '#app/server/health-door.ts'
import { open } from './open.ts'

const found = (ok: boolean): Health => ({ ok, database: { ok, answers: ok }, inbox: { ok: true, answers: true }, redis: { ok: true }, worker: { ok: true }, work: null })

test('however many ask, the database is asked once a second; a look that failed is not kept longer', async () => {
  let wall = 5_000
  let looks = 0
  let next = async () => found(true)
  const door = healthDoor(() => { looks++; return next() }, () => wall)
  const url = await open((request, response) => void door(request, response).catch(() => response.writeHead(500).end()))
  const status = async () => (await fetch(url)).status
  expect(await Promise.all(Array.from({ length: 50 }, status))).toEqual(Array(50).fill(200))
  expect(looks).toBe(1)
  wall += 1_000
  next = async () => found(false)
  expect(await status()).toBe(503)
  wall += 1_000
  next = () => Promise.reject(new Error('lost'))
  expect(await status()).toBe(500)
  wall += 1_000
  next = async () => found(true)
  expect(await status()).toBe(200)
})
