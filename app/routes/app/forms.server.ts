// What a form or a script sends, read with care.
import { data } from '@remix-run/node'
import { readRetention, retainedKinds, type Retention } from '#app/core/retention.ts'
import type { DiscountDraft } from '#app/components/segments/native-view.ts'
import type { Draft, DraftErrors, SegmentState } from '#app/components/segments/segment-view.ts'

/** The fields of a form; anything else that is posted is refused. */
export async function formFrom(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw data('This is not a form.', 400)
    throw error
  }
}

/** What JSON says; undefined where it is none. */
export async function jsonFrom(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export function draftFrom(form: FormData): Draft {
  return { name: textFrom(form, 'name'), rule: textFrom(form, 'rule'), tag: textFrom(form, 'tag') }
}

export function discountFrom(form: FormData): DiscountDraft {
  const kind = form.get('kind') === 'automatic' ? 'automatic' : 'code'
  return { kind, title: textFrom(form, 'title'), code: textFrom(form, 'code'), percentage: textFrom(form, 'percentage'), oncePerCustomer: form.get('oncePerCustomer') === 'true' }
}

export function stateFrom(form: FormData): SegmentState {
  const state = form.get('state')
  if (state === 'on' || state === 'paused' || state === 'off') return state
  throw data('A segment is on, paused or off.', 400)
}

/** The same, next to its field; a segment that is gone has no page. */
export function refusalOf(outcome: { readonly kind: 'problems'; readonly problems: DraftErrors } | { readonly kind: 'missing' }): DraftErrors {
  if (outcome.kind === 'missing') throw data('There is no such segment.', 404)
  return outcome.problems
}

/** Segment ids are small whole numbers; anything else names no segment. */
export function idFrom(text: string | undefined): number {
  const id = Number(text)
  if (!Number.isSafeInteger(id) || id <= 0) throw data('There is no such segment.', 404)
  return id
}

export function textFrom(form: FormData, field: string): string {
  const value = form.get(field)
  return typeof value === 'string' ? value : ''
}

/** As the settings page sends it: a period of each kind that may be chosen for it. */
export function retentionFrom(form: FormData): Retention {
  const text = textFrom(form, 'retention')
  try {
    const asked = JSON.parse(text) as Partial<Record<string, unknown>>
    const read = readRetention(text)
    if (retainedKinds.every((kind) => read[kind] === asked[kind])) return read
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
  }
  throw data('Choose one of the periods that are offered.', 400)
}
