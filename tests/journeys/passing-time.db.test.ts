// A slice of `npm run bench -- time`: most of a year goes by from instant to instant, and every flip is recorded at its own, none missed and nobody asked for nothing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { providers } from '#tests/database.ts'
import { updateShop } from '#app/db/shops.ts'
import { compare } from '#tests/journeys/passing/compare.ts'
import { passTime } from '#tests/journeys/passing/pass-time.ts'
import { randomStore } from '#tests/journeys/passing/store.ts'
import { openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

/** Both begin before the clocks change, in October by half an hour. */
const zones = [['America/New_York', Date.UTC(2026, 1, 20, 15)], ['Australia/Lord_Howe', Date.UTC(2026, 8, 1, 15)]] as const
const day = 86_400_000

describe.each(providers)('time passes on %s', (provider) => {
  let stage: ShopStage
  let time = 0
  beforeEach(async () => {
    stage = await openStage({ provider, synced: false, now: () => time })
    await stage.ctx.db.write(() => updateShop(stage.shop, { writesEnabled: false }))
  })
  afterEach(() => stage.close())

  test.each(zones)('in %s', async (zone, from) => {
    const to = from + (provider === 'sqlite' ? 270 : 40) * day
    const store = randomStore({ seed: 1, customers: 20, from, to, happenings: provider === 'sqlite' ? 40 : 15 })
    const passed = await passTime({ ctx: stage.ctx, shop: stage.shop, setTime: (at) => { time = at } }, store, { from, to, zone })
    const found = await compare(stage.ctx.db, passed, { shop: stage.shop, zone, from, to, sample: 3 })
    expect(found).toMatchObject({ missed: [], wrong: [], contradicted: [] })
    expect(found.recorded).toBeGreaterThan(provider === 'sqlite' ? 100 : 30)
    expect(passed).toMatchObject({ events: store.happenings.length, eventsCounted: store.happenings.length })
    expect(passed.evaluations).toBe(passed.events + passed.flips)
    expect(stage.complaints).toEqual([])
  }, 240_000)
})
