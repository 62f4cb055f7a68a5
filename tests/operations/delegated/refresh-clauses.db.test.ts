// What only Shopify can answer: asked when a rule names it and again by the timetable, followed by verdicts and tags, and unknown whenever it is not known.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCustomer } from '#simulator/life/customers.ts'
import { platformOf } from '#simulator/platform/state.ts'
import { createRandom } from '#simulator/store/random.ts'
import { TryLater } from '#app/core/failure.ts'
import { ASKED_EVERY, ASKED_EVERY_AT_FIRST, RELIED_ON_FOR } from '#app/core/timetable.ts'
import { shopById } from '#app/db/shops.ts'
import { clausesOf } from '#app/db/delegated-clauses.ts'
import type { Context } from '#app/operations/context.ts'
import { refreshClauses } from '#app/operations/delegated/refresh-clauses.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { ringForWork } from '#app/operations/upkeep/sweep.ts'
import { providers } from '#tests/database.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

const clause = 'store_credit_accounts MATCHES (balance > 0)'

describe.each(providers)('on %s', (provider) => {
  let stage: TaggedShop
  beforeEach(async () => { stage = await openTaggedShop(40, provider) })
  afterEach(async () => { await stage.close() })

  const options = () => platformOf(stage.house.world).options
  const questions = () => platformOf(stage.house.world).memberQueries.size
  const ids = (): number[] => [...stage.house.world.store.customers.keys()]
  const say = (customers: readonly number[]) => void options().segmentTables.set(clause, new Set(customers))
  const tagged = (): number[] => [...stage.storeTags(['credit'])].filter(([, tags]) => tags.length > 0).map(([id]) => Number(id)).sort((a, b) => a - b)
  const step = (ms: number) => void stage.house.world.agenda.stepTo(stage.house.world.clock.now() + ms)
  const rows = () => stage.ctx.db.read(() => clausesOf(stage.shop))
  const view = async (id: number) => (await readSegment(stage.ctx, { shop: stage.shop, id }))!
  /** What the sweep finds is done. */
  const swept = async () => {
    await ringForWork(stage.ctx)
    await stage.quiet()
  }
  const asking = (ask: Context['shopify']['ask']): Context => ({ ...stage.ctx, shopify: { ...stage.ctx.shopify, ask } })

  test('a rule is asked as soon as it is saved, and again by the timetable; tags follow, and only those whose answer changed are looked at', async () => {
    const [a, b, c, d] = ids() as [number, number, number, number]
    say([a, b, c])
    const id = await stage.segment('credit', clause)
    await stage.quiet()
    expect(tagged()).toEqual([a, b, c])
    const first = await view(id)
    expect(first.segment).toMatchObject({ members: 3, unknowns: 0 })
    expect(first.clauses).toMatchObject([{ clause, every: ASKED_EVERY_AT_FIRST, answer: 'known', problem: null }])

    say([b, c, d])
    step(ASKED_EVERY_AT_FIRST / 2)
    await swept()
    expect(tagged()).toEqual([a, b, c])
    step(ASKED_EVERY_AT_FIRST / 2)
    await swept()
    expect(tagged()).toEqual([b, c, d])
    expect(stage.house.said.filter(({ message }) => message === 'Shopify has answered').map(({ fields }) => fields['changed'])).toEqual([null, 2])

    // A day later the segment is no longer new.
    step(24 * 3_600_000)
    await swept()
    const before = questions()
    step(ASKED_EVERY - 60_000)
    await swept()
    expect(questions()).toBe(before)
    step(60_000)
    await swept()
    expect(questions()).toBe(before + 1)
    expect((await view(id)).clauses).toMatchObject([{ every: ASKED_EVERY }])
  })

  test('an answer that is too old is unknown: nobody enters, nobody leaves, and it comes back with the next one', async () => {
    const [a, b] = ids() as [number, number]
    say([a])
    const id = await stage.segment('credit', clause)
    await stage.segment('without', `NOT ${clause}`)
    await stage.quiet()
    stage.house.world.faults.api.throttle = 1
    step(RELIED_ON_FOR)
    await stage.ctx.ring('recompute', stage.shop)
    await stage.bells.answerAll({ ...stage.ctx, shopify: { ...stage.ctx.shopify, ask: async () => ({ kind: 'throttled', waitMs: 61_000, cost: null }) } })
    expect((await view(id)).segment).toMatchObject({ unknowns: 40, members: 1 })
    expect((await view(id)).clauses).toMatchObject([{ answer: 'old' }])
    expect(tagged()).toEqual([a])

    stage.house.world.faults.api.throttle = 0
    say([b])
    await swept()
    expect((await view(id)).segment).toMatchObject({ unknowns: 0, members: 1 })
    expect(tagged()).toEqual([b])
  })

  test('what Shopify calls invalid is kept in its words, unknown, and not asked again until a rule changes', async () => {
    const id = await stage.segment('credit', clause)
    await stage.quiet()
    const refused = await view(id)
    expect(refused.segment).toMatchObject({ members: 0, unknowns: 40 })
    expect(refused.clauses).toMatchObject([{ answer: 'none', problem: expect.stringContaining('not simulated') as string }])
    say(ids().slice(0, 2))
    step(2 * ASKED_EVERY)
    await swept()
    expect(questions()).toBe(0)
    await editSegment(stage.ctx, { shop: stage.shop, id, rule: `${clause} AND number_of_orders >= 0` })
    await stage.quiet()
    expect((await view(id)).clauses).toMatchObject([{ answer: 'known', problem: null }])
    expect(tagged()).toEqual(ids().slice(0, 2))
  })

  test('a customer who comes after the question is unknown until the next answer', async () => {
    say(ids().slice(0, 1))
    const id = await stage.segment('without', `NOT ${clause}`)
    await stage.quiet()
    createCustomer(stage.house.world, createRandom(1))
    await stage.quiet()
    expect((await view(id)).segment).toMatchObject({ members: 39, unknowns: 1 })
    step(ASKED_EVERY_AT_FIRST)
    await swept()
    expect((await view(id)).segment).toMatchObject({ members: 40, unknowns: 0 })
  })

  if (provider === 'postgresql') return

  test('while Shopify asks for patience the ring comes back later, and goes on behind the last page it was given', async () => {
    say(ids().slice(0, 35))
    const id = await stage.segment('credit', clause)
    const answered: string[] = []
    let left = 0
    // Pages of ten, and every second request is turned away.
    const ctx = asking(async (shop, document, variables) => {
      if (left-- <= 0) return { kind: 'throttled', waitMs: 700, cost: null }
      const answer = await stage.ctx.shopify.ask(shop, document.replace('first: 1000', 'first: 10'), variables)
      answered.push(/(?:mutation|query) (\w+)/.exec(document)![1]!)
      return answer as never
    })
    let rings = 0
    for (; rings < 20; rings++) {
      left = 2
      const end = await refreshClauses(ctx, { shop: stage.shop }).catch((error: unknown) => error)
      if (!(end instanceof TryLater)) break
      expect(end.when).toBeGreaterThan(ctx.wall())
    }
    expect(answered.filter((name) => name === 'AskMembers')).toHaveLength(1)
    expect(answered.filter((name) => name === 'Members')).toHaveLength(4)
    await stage.quiet()
    expect((await view(id)).segment).toMatchObject({ members: 35, unknowns: 0 })
  })

  test('a clause with a date is answered at once and in the days of the shop, page by page', async () => {
    const opened = 'shopify_email.opened MATCHES (date >= -30d)'
    options().segmentTables.set(opened, new Set(ids().slice(0, 25)))
    const id = await stage.segment('opened', opened)
    const asked: unknown[] = []
    const ctx = asking(async (shop, document, variables) => {
      asked.push([/(?:mutation|query) (\w+)/.exec(document)![1], variables?.['zone'], variables?.['after'] === null])
      return stage.ctx.shopify.ask(shop, document.replace('first: 1000', 'first: 10'), variables)
    })
    const { zone } = (await stage.ctx.db.read(() => shopById(stage.shop)))!
    expect(zone).not.toBe('UTC')
    expect(await refreshClauses(ctx, { shop: stage.shop })).toEqual({ kind: 'done' })
    expect(asked).toEqual([['MembersNow', zone, true], ['MembersNow', zone, false], ['MembersNow', zone, false]])
    expect(questions()).toBe(0)
    await stage.quiet()
    expect((await view(id)).segment).toMatchObject({ members: 25, unknowns: 0 })
  })

  test('a clause with a date that Shopify refuses is unknown, in its words', async () => {
    const id = await stage.segment('opened', 'shopify_email.opened MATCHES (date >= -30d)')
    await stage.quiet()
    const refused = await view(id)
    expect(refused.segment).toMatchObject({ members: 0, unknowns: 40 })
    expect(refused.clauses).toMatchObject([{ answer: 'none', problem: expect.stringContaining('not simulated') as string }])
  })

  test('a question that Shopify takes its time for is looked at again, and one that it has lost is asked anew', async () => {
    say(ids().slice(0, 3))
    await stage.segment('credit', clause)
    const running = asking(async (shop, document, variables) => (document.includes('AskedMembers') ? ({ kind: 'ok', data: { customerSegmentMembersQuery: { done: false } }, cost: null } as never) : stage.ctx.shopify.ask(shop, document, variables)))
    expect(await refreshClauses(running, { shop: stage.shop })).toEqual({ kind: 'waiting', ms: 1_000 })
    platformOf(stage.house.world).memberQueries.clear()
    expect(await refreshClauses(stage.ctx, { shop: stage.shop })).toEqual({ kind: 'done' })
    expect(await rows()).toMatchObject([{ question: null, fetchedAt: null, problem: null }])
    step(10 * 60_000)
    await swept()
    expect(tagged()).toEqual(ids().slice(0, 3))
  })

  test('one clause of several rules is asked once, and forgotten with the last rule that names it', async () => {
    say(ids().slice(0, 3))
    const first = await stage.segment('credit', clause)
    const second = await stage.segment('other', `number_of_orders >= 0 AND NOT ${clause}`)
    await stage.quiet()
    expect(questions()).toBe(1)
    await deleteSegment(stage.ctx, { shop: stage.shop, id: first })
    expect(await rows()).toHaveLength(1)
    await editSegment(stage.ctx, { shop: stage.shop, id: second, rule: 'number_of_orders >= 0' })
    expect(await rows()).toEqual([])
  })
})
