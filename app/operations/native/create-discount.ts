// Makes a discount for the members of a segment: a percentage off everything, from now on. Never twice, also when an answer stays away.
import { nativeOf } from '#app/db/native-segments.ts'
import { keepDiscount, noteInDiscount } from '#app/db/segment-discounts.ts'
import { shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { draftOf, type DiscountDraft, type DiscountErrors, errorsIn, errorsOf } from '#app/operations/native/discount-draft.ts'
import { type Made, discountByCode, makeDiscount, type NewDiscount, readDiscounts } from '#app/shopify/discounts.ts'

export type DiscountCreated =
  | { readonly kind: 'created' }
  | { readonly kind: 'problems'; readonly problems: DiscountErrors }
  | { readonly kind: 'missing' }

export async function createDiscount(ctx: Context, { shop: id, segment, draft }: { readonly shop: number; readonly segment: number; readonly draft: DiscountDraft }): Promise<DiscountCreated> {
  const problems = errorsIn(draft)
  if (problems !== null) return { kind: 'problems', problems }
  const { shop, found } = await ctx.db.read(function* () {
    return { shop: yield* shopById(id), found: yield* nativeOf(id, segment) }
  })
  if (shop === undefined || found === undefined || found.state === 'deleted') return { kind: 'missing' }
  const nativeId = found.native?.nativeId ?? null
  if (nativeId === null) return says('The segment is not in Shopify yet. Try again in a moment.')
  const wanted = draftOf(draft, nativeId, ctx.now())
  // Shopify lets only codes be unique: an automatic one that was made by a request whose answer stayed away would be made again.
  if (wanted.code === null) {
    const before = await findMade(ctx, shop.domain, wanted)
    if (before.kind === 'unknown') return says(before.message)
    if (before.id !== null) return { kind: 'problems', problems: { title: 'There is an automatic discount by this title for this segment already.' } }
  }
  const made = await makeDiscount(ctx.shopify, shop.domain, wanted)
  const end = made.kind === 'uncertain' ? await findMade(ctx, shop.domain, wanted) : made
  switch (end.kind) {
    case 'made':
    case 'found': {
      if (end.id === null) return says('Shopify did not answer, and the discount was not made. Try again.')
      const discount = { id: end.id, kind: wanted.code === null ? 'automatic' as const : 'code' as const, title: wanted.title, code: wanted.code, status: 'ACTIVE' as const }
      await ctx.db.write(function* () {
        yield* keepDiscount(id, segment, discount, ctx.now(), true)
        yield* noteInDiscount(id)
      })
      ctx.log.info({ shop: id, segment, discount: end.id }, 'a discount was made for a segment')
      return { kind: 'created' }
    }
    case 'invalid':
      return { kind: 'problems', problems: errorsOf(end.complaints) }
    default:
      return says(sentenceFor(end))
  }
}

const says = (form: string): DiscountCreated => ({ kind: 'problems', problems: { form } })

function sentenceFor(end: Exclude<Made, { kind: 'made' | 'invalid' | 'uncertain' }> | { readonly kind: 'unknown'; readonly message: string }): string {
  switch (end.kind) {
    case 'throttled':
      return 'Shopify is busy. Try again in a moment.'
    case 'denied':
      return 'Strata may not make discounts in this store. Open the app again and allow it.'
    case 'revoked':
      return 'Shopify no longer accepts the access it gave. Open the app again.'
    case 'refused':
      return `Shopify refused the discount: ${end.message}`
    case 'unknown':
      return end.message
  }
}

type Found = { readonly kind: 'found'; readonly id: string | null } | { readonly kind: 'unknown'; readonly message: string }
const unknown: Found = { kind: 'unknown', message: 'Shopify did not answer. Look at the discounts below before you try again: it may have been made.' }
/** Pages of what a title finds. */
const MOST_PAGES = 5

/** The discount that a request may have made, by its code, or by its title and segment. */
async function findMade(ctx: Context, domain: string, { code, title, segment }: NewDiscount): Promise<Found> {
  if (code !== null) {
    const read = await discountByCode(ctx.shopify, domain, code)
    if (read.kind !== 'read') return unknown
    return { kind: 'found', id: read.value?.segments.includes(segment) ? read.value.id : null }
  }
  let after: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const read: Awaited<ReturnType<typeof readDiscounts>> = await readDiscounts(ctx.shopify, domain, after)
    if (read.kind !== 'read') return unknown
    const found = read.value.discounts.find((one) => one.kind === 'automatic' && one.title === title && one.segments.includes(segment))
    if (found !== undefined) return { kind: 'found', id: found.id }
    after = read.value.after
    if (after === null) return { kind: 'found', id: null }
  }
  return unknown
}
