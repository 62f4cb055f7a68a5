// A backtest's value at each instant is the answer of the evaluator at that instant, for any plan, anybody and any clock; who entered and left explains it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backtest, type Sizes } from '#app/core/evaluate/backtest.ts'
import { pointsOf } from '#app/core/evaluate/backtest-points.ts'
import { membersOf } from '#app/core/evaluate/evaluate.ts'
import type { Population } from '#app/core/evaluate/cut-points.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { today } from '#app/core/naive/calendar.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { planNear } from '#tests/core/laws/arbitrary-plan.ts'
import { blockOf, programOf } from '#tests/core/laws/evaluated.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 400)
const seed = Number(process.env.LAW_SEED ?? 20261122)
const DAY = 86_400_000

const asked = scene({ min: 1, max: 8 }).chain((made) => fc.record({
  shop: fc.constant(made.shop), people: fc.constant(made.people), to: fc.constant(made.now), plan: planNear(made.now),
  days: fc.integer({ min: 0, max: 500 }), step: fc.constantFrom('day' as const, 'week' as const), changed: fc.nat(255),
}))

function finish(program: Program, populations: readonly Population[], instants: Float64Array): Sizes {
  const pass = backtest(program, populations, instants)
  for (;;) {
    const { done, value } = pass.next()
    if (done) return value
  }
}

test('a backtest answers what the evaluator answers at each instant', () => {
  fc.assert(fc.property(asked, ({ shop, people, to, plan, days, step, changed }) => {
    const program = programOf(plan, shop)
    const instants = pointsOf(zoneTable(shop.zone.name), { from: to - days * DAY, to, step })
    const [base, patch] = [people, people.slice(0, 2)].map((some) => blockOf(some, shop)) as [ReturnType<typeof blockOf>, ReturnType<typeof blockOf>]
    const populations = [{ block: base, counts: (row: number) => (changed & (1 << row)) === 0 }, { block: patch, counts: () => true }]
    const { members, unknown, entered, left, customers } = finish(program, populations, instants)
    instants.forEach((at, point) => {
      let [yes, open, born] = [0, 0, 0]
      for (const { block, counts } of populations) {
        membersOf([program], block, at)[0]!.forEach((membership, row) => {
          if (!counts(row)) return
          yes += +(membership === YES)
          open += +(membership === UNKNOWN)
          born += +!(block.createdAt[row]! > at)
        })
      }
      expect([at, members[point], unknown[point], customers[point]]).toEqual([at, yes, open, born])
      if (point > 0) expect(entered[point]! - left[point]!).toBe(members[point]! - members[point - 1]!)
    })
  }), { seed, numRuns: RUNS })
}, 120_000)

test('who entered and who left are those whose answer differs from one instant to the next', () => {
  fc.assert(fc.property(asked, ({ shop, people, to, plan, days, step }) => {
    const program = programOf(plan, shop)
    const block = blockOf(people, shop)
    const instants = pointsOf(zoneTable(shop.zone.name), { from: to - days * DAY, to, step })
    const { entered, left } = finish(program, [{ block, counts: () => true }], instants)
    const isIn = Array.from(instants, (at) => Array.from(membersOf([program], block, at)[0]!, (membership) => membership === YES))
    for (let point = 1; point < instants.length; point++) {
      const [was, is] = [isIn[point - 1]!, isIn[point]!]
      expect([entered[point], left[point]]).toEqual([is.filter((now, row) => now && !was[row]).length, was.filter((then, row) => then && !is[row]).length])
    }
    expect([entered[0], left[0]]).toEqual([0, 0])
  }), { seed, numRuns: Math.ceil(RUNS / 4) })
}, 120_000)

test('the instants are the starts of the days or weeks of the shop, and the end', () => {
  fc.assert(fc.property(asked, ({ shop, to, days, step }) => {
    const from = to - days * DAY
    const instants = Array.from(pointsOf(zoneTable(shop.zone.name), { from, to, step }))
    expect(instants.at(-1)).toBe(to)
    expect(instants.every((at, point) => point === 0 || at > instants[point - 1]!)).toBe(true)
    expect(instants[0]).toBeLessThanOrEqual(from)
    for (const start of instants.slice(0, -1)) {
      const day = today(shop.zone, start)
      expect(today(shop.zone, start - 1)).toBeLessThan(day)
      // A Monday, or the day after a skipped one.
      if (step === 'week' && today(shop.zone, start - 1) === day - 1) expect((((day + 3) % 7) + 7) % 7).toBe(0)
    }
    if (step === 'day') expect(new Set(instants.map((at) => today(shop.zone, at))).size).toBeGreaterThanOrEqual(instants.length - 1)
  }), { seed, numRuns: Math.ceil(RUNS / 4) })
}, 120_000)
