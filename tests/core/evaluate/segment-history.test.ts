// When they entered or left a segment: both edges of the window, the day the clocks go back, and what ends an answer.
import { expect, test } from 'vitest'
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { SegmentHistory } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile } from '#app/core/plan/compile.ts'
import { link } from '#app/core/plan/link.ts'
import { understand } from '#app/core/segment.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { customer } from '#tests/core/facts/people.ts'

const berlin = (local: string, offset = '+01:00'): number => Date.parse(`${local}${offset}`)
const now = berlin('2026-11-22T12:00:00')

type History = Partial<Omit<SegmentHistory, 'segment'>>

function ask(rule: string, history: History | null, at = now): readonly [answer: string, until: number | null] {
  const plans = ['number_of_orders = 1', rule].map((text) => understand(text))
  const segments = plans.map((one, index) => {
    if (!one.ok) throw new Error(JSON.stringify(one.problems))
    return { id: index + 1, state: 'on' as const, tagFolded: `t${index}`, nameFolded: ['vip', 'asks'][index]!, plan: one.plan }
  })
  const linked = link(segments).get(2)!
  if (!linked.ok) throw new Error(linked.problem.code)
  const builder = new BlockBuilder({ foldTag })
  builder.addCustomer(customer(1, { histories: [{ segment: 9, since: at - 1, left: at - 1 }, ...(history ? [{ segment: 1, since: null, left: null, ...history }] : [])] }))
  const program = compile(linked.plan, { zone: zoneTable('Europe/Berlin'), currency: 'EUR', historyFrom: null, productsKnown: true, metafieldsKnown: null })
  const { member, until } = evaluate(program, builder.build().block, at)
  return [['no', 'yes', 'unknown'][member[0]!]!, until[0] === Infinity ? null : until[0]!]
}

const monday = berlin('2026-10-26T00:00:00')
const sunday = berlin('2026-10-25T00:00:00', '+02:00')

test.each<[string, string, History | null, string, number | null]>([
  ['never', "entered_segment('VIP')", null, 'no', null],
  ['in it', "entered_segment('VIP')", { since: now }, 'yes', null],
  ['not in it any more', "entered_segment('VIP')", { left: now - 1 }, 'no', null],
  // 28 days before 22 November is 25 October, which had 25 hours.
  ['the first instant of the window', "entered_segment('VIP', date >= -28d)", { since: sunday }, 'yes', berlin('2026-11-23T00:00:00')],
  ['the instant before it', "entered_segment('VIP', date >= -28d)", { since: sunday - 1 }, 'no', null],
  ['the last of the long day', "entered_segment('VIP', date >= -28d)", { since: monday - 1 }, 'yes', berlin('2026-11-23T00:00:00')],
  ['the day after', "entered_segment('VIP', date >= -28d)", { since: monday }, 'yes', berlin('2026-11-24T00:00:00')],
  ['longer ago than', "entered_segment('VIP', date < -28d)", { since: sunday }, 'no', berlin('2026-11-23T00:00:00')],
  ['by the clock', "entered_segment('VIP', date >= -36h)", { since: now - 36 * 3_600_000 }, 'yes', now + 1],
  ['not on that day', "entered_segment('VIP', date != -28d)", { since: monday }, 'yes', berlin('2026-11-23T00:00:00')],
  ['not on that day, and not in it', "entered_segment('VIP', date != -28d)", { left: monday }, 'no', null],
  ['outside a span', "entered_segment('VIP', date NOT BETWEEN -40d AND -20d)", { since: now }, 'yes', berlin('2026-12-12T00:00:00')],
  ['the opposite', "NOT entered_segment('VIP', date >= -28d)", { since: sunday }, 'no', berlin('2026-11-23T00:00:00')],
  ['the opposite of never', "entered_segment('VIP', date >= -28d) = false", null, 'yes', null],
  ['a span upside down', "entered_segment('VIP', date BETWEEN -1d AND -9d)", { since: now }, 'no', null],
  ['never left', "left_segment('VIP')", { since: now - 5 }, 'no', null],
  ['left', "left_segment('VIP')", { left: now - 5 }, 'yes', null],
  ['back in it', "left_segment('VIP')", { left: now - 5, since: now - 4 }, 'no', null],
  ['left within the window', "left_segment('VIP', date >= -28d)", { left: sunday }, 'yes', berlin('2026-11-23T00:00:00')],
  ['left before it', "left_segment('VIP', date >= -28d)", { left: sunday - 1 }, 'no', null],
  ['left long enough ago, by tomorrow', "left_segment('VIP', date < -28d)", { left: sunday }, 'no', berlin('2026-11-23T00:00:00')],
])('%s', (_, rule, history, answer, until) => {
  expect(ask(rule, history)).toEqual([answer, until])
})

test('of instants past, what came later had not happened', () => {
  const back = { left: now - 1000, since: now }
  expect(ask("entered_segment('VIP')", back, now - 1)).toEqual(['no', now])
  expect(ask("left_segment('VIP')", back, now - 1)).toEqual(['yes', now])
  expect(ask("left_segment('VIP')", back, now - 1001)).toEqual(['no', now - 1000])
})
