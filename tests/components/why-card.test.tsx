// The reasons for one customer on screen: each segment with its line, the one asked about open and first, and honest words where there is nothing to say.
import { expect, test } from 'vitest'
import { WhyCard } from '#app/components/customers/why-card.tsx'
import type { WhySegment } from '#app/components/customers/why-view.ts'
import { render, textOf } from './render.tsx'

const segment = (id: number, changes: Partial<WhySegment>): WhySegment => ({
  id, name: `Segment ${id}`, member: false, until: null, then: null, summary: 'A line.', reasons: [], changes: [], obstacles: [], gaps: [], ...changes,
})
const shown = (segments: readonly WhySegment[], asked: number | null = null): string => textOf(render(<WhyCard why={{ kind: 'known', segments }} zone="Europe/Berlin" asked={asked} />))
const until = Date.parse('2026-11-03T00:00:00+01:00')

test('in, not in and not known come in that order, each until when', () => {
  const text = shown([segment(1, { member: null }), segment(2, { until, then: true }), segment(3, { member: true, until, then: false })])
  expect(text).toMatch(/Segment 3 .*In until 3 Nov 2026, 00:00.*Segment 2 .*In from 3 Nov 2026, 00:00.*Segment 1 .*Not known .*Does not change with time alone/)
})

test('the segment that was asked about is first and open', () => {
  const text = shown([segment(1, { member: true }), segment(2, { summary: 'Hidden while open.', reasons: ['They ordered once.'], changes: ['1 more order would bring them in.'] })], 2)
  expect(text).toMatch(/Segment 2 .*Not in, because They ordered once\. What would bring them in 1 more order would bring them in\..*Segment 1/)
  expect(text).not.toContain('Hidden while open.')
})

test('without a segment, and without an answer, it is said what to do', () => {
  expect(shown([])).toContain('No segment is on.')
  expect(textOf(render(<WhyCard why={{ kind: 'failed' }} zone="UTC" asked={null} />))).toContain('Reload the page')
})
