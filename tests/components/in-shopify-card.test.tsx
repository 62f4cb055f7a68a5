// A segment in Shopify on screen: both counts, what Shopify refuses, and which discounts hang on it.
import { expect, test } from 'vitest'
import { InShopifyCard } from '#app/components/segments/in-shopify-card.tsx'
import type { NativeView } from '#app/components/segments/native-view.ts'
import { render, textOf } from './render.tsx'

const at = Date.parse('2026-11-22T13:03:00Z')
const standing: NativeView = { state: 'standing', nativeId: '77', name: 'Regulars', adopted: false, members: 310, countedAt: at, problem: null, discounts: [] }
const html = (native: Partial<NativeView>, members = 312) =>
  render(<InShopifyCard native={{ ...standing, ...native }} members={members} zone="UTC" making={false} errors={undefined} onMake={() => undefined} />)

test('the native segment is a link into the admin, with both counts', () => {
  expect(html({})).toContain('shopify://admin/customers/segments/77')
  expect(textOf(html({}))).toContain('Shopify counted 310 customers on 22 Nov 2026, 13:03. Here it has 312: tags may still be on their way.')
  expect(textOf(html({}, 310))).toContain('the same as here')
})

test('without one it says why, and offers no discount', () => {
  const text = textOf(html({ state: 'unapproved', nativeId: null }))
  expect(text).toContain('once its tag may be written')
  expect(text).not.toContain('Create discount')
  expect(textOf(html({ state: 'awaited', nativeId: null, problem: 'Segment limit reached.' }))).toContain('Shopify refuses the segment: Segment limit reached.')
})

test('discounts are named with their code and state', () => {
  const text = textOf(html({ discounts: [{ id: '5', kind: 'code', title: 'Thanks', code: 'THANKS10', status: 'ACTIVE' }, { id: '6', kind: 'automatic', title: 'Old', code: null, status: 'EXPIRED' }] }))
  expect(text).toMatch(/Thanks +THANKS10.*Active.*Old +Automatic.*Expired/)
})
