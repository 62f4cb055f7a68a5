import { describe, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'
import { checkDraft, suggestTag } from '#app/components/segments/check-draft.ts'
import { CutPointsCard, type CutPointsView, wordsForCutPoints } from '#app/components/segments/cut-points-card.tsx'
import { DelegatedCard, wordsForAsking } from '#app/components/segments/delegated-card.tsx'
import { PreviewCard } from '#app/components/segments/preview-card.tsx'
import { RuleProblems } from '#app/components/segments/rule-problems.tsx'
import { SegmentEditor } from '#app/components/segments/segment-editor.tsx'
import { SegmentTable } from '#app/components/segments/segment-table.tsx'
import { templates } from '#app/components/segments/templates.ts'
import { PreviewPeople } from '#app/components/segments/preview-people.tsx'
import { VersionsCard, wordsFor } from '#app/components/segments/versions-card.tsx'
import { render, textOf } from './render.tsx'

const nothing = () => undefined
const unasked = { kind: 'unasked' } as const

test('every ready-made rule can be saved as it is', () => {
  for (const { name, rule, tag } of templates) {
    const { ruleStands, errors, problems } = checkDraft({ name, rule, tag }, {})
    expect({ name, ruleStands, errors, problems }).toEqual({ name, ruleStands: true, errors: {}, problems: [] })
  }
})

test('a draft says what is missing, each beside its field', () => {
  expect(checkDraft({ name: ' ', rule: 'number_of_orders > 5', tag: 'a,b' }, {})).toMatchObject({
    ruleStands: true,
    errors: { name: 'Give the segment a name.', tag: expect.stringContaining('comma') as string },
  })
  expect(checkDraft({ name: 'x', rule: 'number_of_orders >', tag: 'x'.repeat(256) }, {})).toMatchObject({ ruleStands: false, errors: { tag: expect.stringContaining('255') as string } })
})

test.each([
  ['VIP customers!', 'vip-customers'],
  ['  Größe & Stil ', 'größe-stil'],
  ['???', ''],
])('the tag suggested for %s is %s', (name, tag) => expect(suggestTag(name)).toBe(tag))

test('a problem shows its place, its message, the wrong part and its remedy', () => {
  const rule = 'amount_spent > 5\nAND number_of_order > 5'
  const found = understand(rule)
  const html = render(<RuleProblems id="p" rule={rule} problems={found.problems} onReplace={nothing} />)
  expect(textOf(html)).toContain('Line 2, column 5:')
  expect(html).toContain('<mark>number_of_order</mark>')
  expect(textOf(html)).toContain('Replace with number_of_orders')
  expect(html).not.toContain('amount_spent')
})

test('an editor that nobody has touched calls nothing wrong', () => {
  const html = render(
    <SegmentEditor id={null} initial={{ name: '', rule: '', tag: '' }} language={{ currency: 'EUR', segments: [] }} refused={undefined} saving={false} standing="" onSave={nothing} onDiscard={nothing} />,
  )
  expect(html).not.toContain('aria-invalid="true"')
  expect(textOf(html)).not.toMatch(/Give the segment a name|Write a rule|Choose the tag/)
})

test('what the server refused stands next to its field', () => {
  const draft = { name: 'A', rule: 'number_of_orders > 5', tag: 'vip' }
  const html = render(
    <SegmentEditor
      id={3}
      initial={draft}
      language={{ currency: 'EUR', segments: [] }}
      refused={{ draft, errors: { tag: 'The segment “B” already uses this tag.' } }}
      saving={false}
      standing=""
      onSave={nothing}
      onDiscard={nothing}
    />,
  )
  expect(textOf(html)).toContain('The segment “B” already uses this tag.')
})

test('a rule that stands is said in words, in the currency of the shop, and compared with the other segments', () => {
  const segments = [{ id: 3, name: 'Mine', rule: 'amount_spent >= 500' }, { id: 4, name: 'High spenders', rule: 'amount_spent >= 500.00' }]
  const draft = { name: 'Mine', rule: 'amount_spent >= 500', tag: 'mine' }
  const html = render(<SegmentEditor id={3} initial={draft} language={{ currency: 'EUR', segments }} refused={undefined} saving={false} standing="" onSave={nothing} onDiscard={nothing} />)
  expect(textOf(html)).toContain('Customers who spent at least €500.')
  const others = [{ name: 'High spenders', root: planOf('amount_spent >= 500.00') }]
  expect(checkDraft(draft, { others }).problems.map(({ code, message }) => [code, message])).toEqual([['same-as-segment', expect.stringContaining('High spenders') as string]])
})

function planOf(rule: string) {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(`${rule} is no rule.`)
  return understood.plan.root
}

test('the preview tells count, joining, leaving and who cannot be judged', () => {
  const numbers = { total: 10_000, count: 1_204, joining: 32, leaving: 5, unknown: 1 }
  const words = textOf(render(<PreviewCard preview={{ kind: 'known', numbers, counting: false }} fresh={false} people={unasked} onAskPeople={nothing} />))
  expect(words).toMatch(/1,204 of 10,000 customers match 32 would join 5 would leave For 1 customer it cannot be said yet/)
  expect(textOf(render(<PreviewCard preview={{ kind: 'known', numbers, counting: false }} fresh people={unasked} onAskPeople={nothing} />))).not.toContain('would join')
})

test('who would come and go is told by name, and how many more there are', () => {
  const people = { members: [], joining: [{ shopifyId: '1', name: 'Ada' }, { shopifyId: '2', name: null }], leaving: [{ shopifyId: '3', name: 'Grace' }] }
  const words = textOf(render(<PreviewPeople state={{ kind: 'known', people }} onAsk={nothing} fresh={false} numbers={{ count: 9, joining: 1_202, leaving: 1 }} />))
  expect(words).toContain('Would join Ada , Customer 2 and 1,200 more')
  expect(words).toMatch(/Would leave Grace$/)
})

test('only versions that say something else can be brought back', () => {
  const version = (number: number, rule: string) => ({ version: number, at: 0, name: 'n', rule, tag: 't', state: 'on' as const })
  const words = textOf(render(<VersionsCard versions={[version(3, 'b'), version(2, 'b'), version(1, 'a')]} zone="UTC" onBringBack={nothing} />))
  expect(words.match(/Bring back/g)).toHaveLength(1)
})

test('an estimate is told as one, with how far it may be off, rounded so that it claims no more than it knows', () => {
  const range = (about: number, from: number, to: number) => ({ about, from, to })
  const numbers = { total: range(1_000_000, 998_082, 1_000_000), count: range(12_443, 11_931, 12_961), joining: range(0, 0, 1_918), leaving: range(500, 205, 1_300), unknown: range(0, 0, 1_918) }
  const words = textOf(render(<PreviewCard preview={{ kind: 'estimated', numbers }} fresh={false} people={unasked} onAskPeople={nothing} />))
  expect(words).toContain('about 12,400 of about 1,000,000 customers match 11,900 to 13,000')
  expect(words).toContain('hardly any would join 0 to 1,920')
  expect(words).toContain('Counting all of them…')
})

test('the list shows states and counts; one not counted yet shows no number', () => {
  const words = textOf(render(
    <SegmentTable
      segments={[
        { id: 1, name: 'Loyal', tag: 'loyal', state: 'on', members: 12_041, unknowns: 0, filled: true, frozen: false, approved: true },
        { id: 2, name: 'Fresh', tag: 'fresh', state: 'on', members: 0, unknowns: 0, filled: false, frozen: false, approved: true },
        { id: 4, name: 'Halted', tag: 'halted', state: 'paused', members: 0, unknowns: 0, filled: false, frozen: false, approved: true },
        { id: 3, name: 'Old', tag: 'old', state: 'off', members: 0, unknowns: 0, filled: true, frozen: false, approved: true },
      ]}
    />,
  ))
  expect(words).toMatch(/Loyal Success On 12,041 loyal Fresh Success On Counting… fresh Halted Attention Paused – halted Old Off – old/)
})

test('a change is named by what became different', () => {
  const first = { version: 1, at: 0, name: 'A', rule: 'x', tag: 't', state: 'off' as const }
  expect(wordsFor(first, undefined)).toBe('Created')
  expect(wordsFor({ ...first, version: 2, name: 'B', state: 'on' }, first)).toBe('Renamed, turned on')
  expect(wordsFor({ ...first, version: 3, rule: 'y', tag: 'u' }, first)).toBe('Rule changed, tag changed from “t” to “u”')
})

describe('cut points', () => {
  const [at, later] = [Date.UTC(2026, 10, 22, 13, 3), Date.UTC(2026, 10, 23, 23)]

  test.each([
    [{ standing: null, awaited: true }, 'None yet. They are being worked out; until then nobody joins or leaves by this.'],
    [{ standing: null, awaited: false }, 'None yet. They are worked out once the segment is on.'],
    [{ standing: { number: 3, at, checkedAt: at }, awaited: false }, 'Number 3, worked out 22 Nov 2026, 14:03.'],
    [{ standing: { number: 3, at, checkedAt: later }, awaited: false }, 'Number 3, worked out 22 Nov 2026, 14:03. Worked out again 24 Nov 2026, 00:00, with the same result.'],
    [{ standing: { number: 3, at, checkedAt: at }, awaited: true }, 'Number 3, worked out 22 Nov 2026, 14:03. They are being worked out again.'],
  ])('say which stand, and since when', (cutPoints, words) => expect(wordsForCutPoints(cutPoints, 'Europe/Berlin')).toBe(words))

  test('are worked out again where a segment is on, and not shown where a rule asks for none', () => {
    const card = (cutPoints: CutPointsView | null, on: boolean): string => textOf(render(<CutPointsCard cutPoints={cutPoints} zone="UTC" on={on} asking={false} onAsk={nothing} />))
    const standing = { standing: { number: 3, at, checkedAt: at }, awaited: false }
    expect(card(standing, true)).toContain('Work out again now')
    expect(card(standing, false)).not.toContain('Work out again now')
    expect(card(null, true)).toBe('')
  })
})

describe('what only Shopify can answer', () => {
  const one = { clause: 'companies IS NOT NULL', askedAt: Date.UTC(2026, 10, 22, 13, 3), every: 6 * 3_600_000, answer: 'known', problem: null } as const

  test.each([
    [one, 'Last asked 22 Nov 2026, 14:03, asked every 6 hours.'],
    [{ ...one, every: 3_600_000, answer: 'none' } as const, 'Last asked 22 Nov 2026, 14:03, asked every hour. Until it has answered, nobody joins or leaves by this.'],
    [{ ...one, askedAt: null, answer: 'none' } as const, 'Shopify is about to be asked. Until it has answered, nobody joins or leaves by this.'],
    [{ ...one, answer: 'old' } as const, 'Last asked 22 Nov 2026, 14:03, asked every 6 hours. The last answer is too old to rely on: nobody joins or leaves by this until Shopify answers again.'],
  ])('says when it was asked and what that means', (clause, words) => expect(wordsForAsking(clause, 'Europe/Berlin')).toBe(words))

  test('is shown with the clause and what Shopify said against it, and not at all where a rule has none', () => {
    const problem = 'Query is invalid'
    const text = textOf(render(<DelegatedCard clauses={[{ ...one, answer: 'none', problem }]} zone="UTC" />))
    expect(text).toContain('companies IS NOT NULL')
    expect(text).toContain('Shopify cannot answer this: Query is invalid')
    expect(text).not.toContain('every')
    expect(textOf(render(<DelegatedCard clauses={[]} zone="UTC" />))).toBe('')
  })
})
