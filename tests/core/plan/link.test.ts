// Rules about tags that segments of ours write: read as membership, refused where they would turn in a circle.
import { expect, test } from 'vitest'
import { link, linkProblem, linkWording } from '#app/core/plan/link.ts'
import type { LinkSegment } from '#app/core/plan/link.ts'
import { understand } from '#app/core/segment.ts'

function segment(id: number, tagFolded: string, rule: string, state: LinkSegment['state'] = 'on'): LinkSegment {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return { id, state, tagFolded, plan: understood.plan }
}

function linkedText(segments: readonly LinkSegment[], id: number): string {
  const linked = link(segments).get(id)!
  return linked.ok ? linked.plan.fingerprint : `${linked.problem.code} ${linked.problem.segments.join(' ')}`
}

const gold = (state: LinkSegment['state']): LinkSegment => segment(1, 'gold', 'amount_spent >= 500', state)
const asking = segment(2, 'letter', "customer_tags CONTAINS 'Gold' AND customer_tags CONTAINS 'vip'")

test('a tag that a segment writes is its plan while on, its stored members while paused, nothing while off, and the tag where it is not ours', () => {
  expect(linkedText([gold('on'), asking], 2)).toBe('((amountSpent[500..) | foreignTags~"gold") & tags~"vip")')
  expect(linkedText([gold('paused'), asking], 2)).toBe('((member#1 | foreignTags~"gold") & tags~"vip")')
  expect(linkedText([gold('off'), asking], 2)).toBe('(foreignTags~"gold" & tags~"vip")')
  expect(linkedText([asking], 2)).toBe('(tags~"gold" & tags~"vip")')
})

test('the other segment is written in with its own links, also under NOT', () => {
  const chain = [gold('on'), segment(2, 'b', "customer_tags NOT CONTAINS 'gold'"), segment(3, 'c', "NOT (customer_tags CONTAINS 'b' OR number_of_orders = 1)")]
  expect(linkedText(chain, 3)).toBe('!(!(amountSpent[500..) | foreignTags~"gold") | foreignTags~"b" | numberOfOrders[1..1])')
})

test('whether there are tags at all is asked of tags that are not ours, or a rule would undo itself', () => {
  expect(linkedText([segment(1, 'untagged', 'customer_tags IS NULL')], 1)).toBe('!foreignTags?')
})

test('a rule about its own tag is refused, and so is what rests on it', () => {
  const own = segment(1, 'gold', "customer_tags NOT CONTAINS 'GOLD'")
  expect(linkedText([own, asking], 1)).toBe('own-tag 1')
  expect(linkedText([own, asking], 2)).toBe('own-tag 1')
})

test('circles are refused whatever the states, others stay linked', () => {
  const circle = [segment(1, 'a', "customer_tags CONTAINS 'b'"), segment(2, 'b', "customer_tags CONTAINS 'c'", 'off'), segment(3, 'c', "customer_tags CONTAINS 'a'", 'paused'), segment(4, 'd', 'number_of_orders = 1')]
  expect(linkedText(circle, 1)).toBe('circle 1 2 3')
  expect(linkedText(circle, 3)).toBe('circle 1 2 3')
  expect(linkedText(circle, 4)).toBe('numberOfOrders[1..1]')
})

test('saving: the candidate stands in for its former self, and the problem names the segments', () => {
  const others = [gold('on'), asking]
  expect(linkProblem(segment(1, 'gold', 'amount_spent >= 100'), others)).toBeNull()
  const problem = linkProblem(segment(1, 'gold', "customer_tags CONTAINS 'letter'"), others)!
  expect(linkWording(problem, (id) => ['', 'Gold', 'Letter'][id]!).message).toBe("These segments rest on one another in a circle: 'Gold' → 'Letter' → 'Gold'. Take the tag of one out of the rule of another.")
  expect(linkProblem(segment(1, 'vip', 'amount_spent >= 100'), others)).toBeNull()
})

test('a rule that grows beyond measure through its links is refused instead of built', () => {
  const towers = Array.from({ length: 40 }, (_, at) => segment(at, `t${at}`, at === 0 ? 'number_of_orders = 1' : `customer_tags CONTAINS 't${at - 1}' OR NOT customer_tags CONTAINS 't${at - 1}'`))
  expect(linkedText(towers, 3)).not.toMatch(/entangled/)
  expect(linkedText(towers, 39)).toMatch(/^entangled/)
  const chain = Array.from({ length: 3_000 }, (_, at) => segment(at, `t${at}`, `customer_tags CONTAINS 't${at + 1}'`))
  expect(linkedText(chain, 0)).toMatch(/^entangled/)
})
