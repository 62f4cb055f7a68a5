// What is said of tag writes: before the first, while they wait, and when others had a hand in them.
import { expect, test } from 'vitest'
import { LeavingCard } from '#app/components/home/leaving-card.tsx'
import { WritesCard } from '#app/components/home/writes-card.tsx'
import { ApprovalCard, wordsForDryRun } from '#app/components/segments/approval-card.tsx'
import { TagWritesCard, wordsForLately, wordsForWaiting } from '#app/components/segments/tag-writes-card.tsx'
import { render, textOf } from './render.tsx'

const nothing = () => undefined
const dry = { counted: true, add: 312, remove: 1, about: false, seconds: 90, sample: [{ shopifyId: '1', name: 'Ada' }, { shopifyId: '2', name: null }] }

test('the dry run says how many, who for example, and how long', () => {
  const words = textOf(render(<ApprovalCard tag="vip" dry={dry} approving={false} onApprove={nothing} />))
  expect(words).toContain('312 customers would get the tag “vip” and 1 customer would lose it. That takes about 2 minutes.')
  expect(words).toContain('Among them Ada , customer 2')
  expect(wordsForDryRun({ ...dry, add: 12_440, remove: 0, about: true }, 'vip')).toContain('About 12,400 customers would get')
  expect(wordsForDryRun({ ...dry, add: 0, remove: 0 }, 'vip')).toContain('Nobody would get or lose')
})

test('before everyone was counted nothing can be written', () => {
  const html = render(<ApprovalCard tag="vip" dry={{ ...dry, counted: false }} approving={false} onApprove={nothing} />)
  expect(textOf(html)).toContain('are being counted')
  expect(html).toMatch(/disabled/)
})

test('what waits, and what others did, in words', () => {
  expect(wordsForWaiting({ waiting: 0, cost: { seconds: 0 } })).toBe('Everything is written to your store.')
  expect(wordsForWaiting({ waiting: 2_000, cost: { seconds: 600 } })).toContain('2,000 customers wait for their tags, of all segments together. That takes about 10 minutes.')
  expect(wordsForWaiting({ waiting: 1, cost: null })).toContain('once tag writing goes on')
  expect([wordsForLately({ removed: 3, added: 2 }), wordsForLately({ removed: 1, added: 0 }), wordsForLately({ removed: 0, added: 0 })]).toEqual(['taken off 3 times and given twice in 30 days', 'taken off once in 30 days', 'longer ago'])
  const changed = [{ id: 1, shopifyId: '7', name: 'Grace', kind: 'removed' as const, at: 0, answer: 'put-back' as const }]
  const words = textOf(render(<TagWritesCard tag="vip" writes={{ kind: 'written', onRemoval: 'put-back', outlook: { waiting: 0, cost: null }, changed, lately: { removed: 1, added: 1 } }} zone="UTC" adopting={false} onOnRemoval={nothing} onAdopt={nothing} />))
  expect(words).toMatch(/Grace : taken off, and put back/)
  expect(words).toContain('Take over the tag')
})

test('a shop that has let nothing be written is told how to begin', () => {
  expect(textOf(render(<WritesCard enabled approved={false} switching={false} onSwitch={nothing} />))).toContain('Nothing has been written to your store yet')
  expect(textOf(render(<WritesCard enabled approved switching={false} onSwitch={nothing} />))).toContain('Stop all tag writing')
})

test('leaving says what goes and what stays, and when nothing is left', () => {
  const plan = { tags: [{ tag: 'vip', customers: 1_204 }], given: 2, segments: ['VIP'], natives: [{ name: 'VIP', discounts: ['Ten off'] }], clean: false }
  const words = textOf(render(<LeavingCard plan={plan} asking={false} leaving={false} onAsk={nothing} onLeave={nothing} />))
  expect(words).toContain('“ vip ” on 1,204 customers'.replaceAll(' vip ', 'vip'))
  expect(words).toContain('2 tags that you had given yourself')
  expect(words).toContain('which the discount “Ten off” asks for')
  expect(textOf(render(<LeavingCard plan={{ tags: [], given: 0, segments: [], natives: [], clean: true }} asking={false} leaving={false} onAsk={nothing} onLeave={nothing} />))).toContain('Your store is as it was')
})
