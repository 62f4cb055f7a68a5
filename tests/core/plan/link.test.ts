// Rules about other segments, by name or by the tag they write: read as membership, refused where they would turn in a circle.
import { describe, expect, test } from 'vitest'
import { link } from '#app/core/plan/link.ts'
import type { LinkSegment } from '#app/core/plan/link.ts'
import { asksFor, linkProblem, linkWording } from '#app/core/plan/link-problem.ts'
import { understand } from '#app/core/segment.ts'

/** Its name is the tag with a `#` before it. */
function segment(id: number, tagFolded: string, rule: string, state: LinkSegment['state'] = 'on'): LinkSegment {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return { id, state, tagFolded, nameFolded: `#${tagFolded}`, plan: understood.plan }
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
  expect(linkWording(problem, (id) => ['', 'Gold', 'Letter'][id]!, []).message).toBe("These segments rest on one another in a circle: 'Gold' → 'Letter' → 'Gold'. Take one out of the rule of another.")
  expect(linkProblem(segment(1, 'vip', 'amount_spent >= 100'), others)).toBeNull()
})

test('a rule that grows beyond measure through its links is refused instead of built', () => {
  const towers = Array.from({ length: 40 }, (_, at) => segment(at, `t${at}`, at === 0 ? 'number_of_orders = 1' : `customer_tags CONTAINS 't${at - 1}' OR NOT customer_tags CONTAINS 't${at - 1}'`))
  expect(linkedText(towers, 3)).not.toMatch(/entangled/)
  expect(linkedText(towers, 39)).toMatch(/^entangled/)
  const chain = Array.from({ length: 3_000 }, (_, at) => segment(at, `t${at}`, `customer_tags CONTAINS 't${at + 1}'`))
  expect(linkedText(chain, 0)).toMatch(/^entangled/)
})

describe('a segment named in a rule', () => {
  const asks = segment(2, 'letter', "in_segment('#GOLD') AND NOT in_segment('#gold') = false")

  test('is its plan while on, its stored members while paused, and nobody while off; its tag elsewhere does not count', () => {
    expect(linkedText([gold('on'), asks], 2)).toBe('(amountSpent[500..) & amountSpent[500..))')
    expect(linkedText([gold('paused'), asks], 2)).toBe('(member#1 & member#1)')
    expect(linkedText([gold('off'), asks], 2)).toBe('false')
    expect(linkedText([gold('off'), segment(2, 'letter', "NOT in_segment('#gold')")], 2)).toBe('true')
  })

  test('brings its own links along, also under NOT', () => {
    const chain = [gold('on'), segment(2, 'b', "NOT in_segment('#gold')"), segment(3, 'c', "customer_tags CONTAINS 'b' AND number_of_orders = 1")]
    expect(linkedText(chain, 3)).toBe('((!amountSpent[500..) | foreignTags~"b") & numberOfOrders[1..1])')
  })

  test('must be there, whatever rests on the rule that asks for it; the nearest name is suggested', () => {
    const lost = segment(1, 'a', "in_segment('#gole')")
    const resting = segment(2, 'b', "in_segment('#a')")
    expect(linkedText([lost, resting], 1)).toBe('unknown-segment 1')
    expect(linkedText([lost, resting], 2)).toBe('unknown-segment 1')
    const wording = linkWording(linkProblem(lost, [segment(3, 'gold', 'number_of_orders = 1')])!, String, ['#Gold'])
    expect(wording).toMatchObject({ code: 'unknown-segment', severity: 'error', message: expect.stringContaining("'#Gold'") as string })
    expect(wording).not.toHaveProperty('replacement')
  })

  test('cannot be the one whose rule it is', () => {
    expect(linkedText([segment(1, 'a', "number_of_orders = 1 OR in_segment('#A')")], 1)).toBe('own-name 1')
  })

  test('closes circles with tags and names together, whatever the states', () => {
    const circle = [segment(1, 'a', "in_segment('#b')"), segment(2, 'b', "customer_tags CONTAINS 'c'", 'off'), segment(3, 'c', "NOT in_segment('#a')", 'paused'), segment(4, 'd', 'number_of_orders = 1')]
    expect(linkedText(circle, 1)).toBe('circle 1 2 3')
    expect(linkedText(circle, 3)).toBe('circle 1 2 3')
    expect(linkedText(circle, 4)).toBe('numberOfOrders[1..1]')
  })
})

describe('when somebody entered or left a segment named in a rule', () => {
  const asks = segment(2, 'letter', "entered_segment('#GOLD', date >= -30d) AND NOT left_segment('#gold')")

  test.each(['on', 'paused', 'off'] as const)('is asked of what is stored, also while that is %s', (state) => {
    expect(linkedText([gold(state), asks], 2)).toBe('(entered#1<-30d:start..> & !left#1?)')
  })

  test('the segment must be there, be another one, and not rest on the rule that asks', () => {
    expect(linkedText([asks], 2)).toBe('unknown-segment 2')
    expect(linkedText([segment(1, 'a', "left_segment('#a', date = today)")], 1)).toBe('own-name 1')
    const circle = [segment(1, 'a', "left_segment('#b')"), segment(2, 'b', "customer_tags CONTAINS 'c'", 'off'), segment(3, 'c', "NOT entered_segment('#a')", 'paused')]
    expect([linkedText(circle, 1), linkedText(circle, 3)]).toEqual(['circle 1 2 3', 'circle 1 2 3'])
    expect(asksFor(asks.plan, '#gold')).toBe(true)
  })
})

test('saving: a name or a tag that is new to the shop may close a circle through the rules of others', () => {
  const others = [segment(1, 'a', "customer_tags CONTAINS 'new'"), segment(2, 'b', "in_segment('#a')")]
  expect(linkProblem(segment(3, 'new', "in_segment('#b')"), others)).toMatchObject({ code: 'circle', segments: [3, 2, 1] })
  expect(linkProblem(segment(3, 'other', "in_segment('#b')"), others)).toBeNull()
  // The fault of another is no reason to refuse this one.
  expect(linkProblem(segment(4, 'd', 'number_of_orders = 1'), [...others, segment(5, 'lost', "in_segment('#nobody')")])).toBeNull()
})

test('who asks for a segment by name is known by the folded name', () => {
  const { plan } = segment(1, 'a', "number_of_orders = 1 OR NOT in_segment('#Gold')")
  expect([asksFor(plan, '#gold'), asksFor(plan, 'gold')]).toEqual([true, false])
})
