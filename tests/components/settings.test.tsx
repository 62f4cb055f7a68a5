import { expect, test } from 'vitest'
import { DataRequestsCard } from '#app/components/settings/data-requests-card.tsx'
import { RetentionCard, wordsFor } from '#app/components/settings/retention-card.tsx'
import { periods, readRetention, retainedKinds, usualRetention } from '#app/core/retention.ts'
import { render, textOf } from './render.tsx'

const nothing = () => undefined

test('a request names the customer by id and when it came; without one, that nobody has asked', () => {
  const words = textOf(render(<DataRequestsCard requests={[{ id: 7, customer: '42', at: Date.UTC(2026, 10, 22, 9, 5) }]} zone="Europe/Berlin" />))
  expect(words).toContain('Customer 42 Asked on 22 Nov 2026, 10:05 Download')
  expect(textOf(render(<DataRequestsCard requests={[]} zone="UTC" />))).toContain('No customer has asked.')
})

test('every kind has a period to choose, what is kept is chosen, and nothing can be saved before something else is', () => {
  const html = render(<RetentionCard retention={{ ...usualRetention, history: null }} saving={false} onSave={nothing} />)
  expect(html.match(/<select/g)).toHaveLength(retainedKinds.length)
  expect(html).toContain('selected="">As long as Strata is installed</option>')
  expect(html).toMatch(/<button[^>]*disabled/)
})

test.each([[2, '2 days'], [7, '7 days'], [30, '1 month'], [90, '3 months'], [365, '1 year'], [730, '2 years'], [null, 'As long as Strata is installed']])('%s is %s', (period, words) => {
  expect(wordsFor(period)).toBe(words)
})

test('what is stored is read as it was chosen; what may not be chosen is as usual', () => {
  expect(readRetention('{}')).toEqual(usualRetention)
  for (const kind of retainedKinds) for (const period of periods[kind]) expect(readRetention(JSON.stringify({ [kind]: period }))[kind]).toBe(period)
  expect(readRetention('{"history":1,"deliveries":null,"checkouts":"90","other":5}')).toEqual(usualRetention)
})
