// What a page shows of a segment in Shopify: its native segment, Shopify's count, and the discounts limited to it. Opening the page has it looked at again.
import { askNative, nativeOf } from '#app/db/native-segments.ts'
import { discountsOf, type SegmentDiscount } from '#app/db/segment-discounts.ts'
import type { Context } from '#app/operations/context.ts'
import { EVERY } from '#app/operations/native/stage.ts'

export interface NativeView {
  /** unapproved: its tag is not written yet | off: it is off and has none | awaited | standing */
  readonly state: 'unapproved' | 'off' | 'awaited' | 'standing'
  /** Decimal text; null unless it stands. */
  readonly nativeId: string | null
  readonly name: string
  readonly adopted: boolean
  /** Shopify's count; null when it has not counted yet. */
  readonly members: number | null
  readonly countedAt: number | null
  /** What Shopify said against it. */
  readonly problem: string | null
  readonly discounts: readonly SegmentDiscount[]
}

/** An open page has Shopify asked again once in this time (store clock, milliseconds). */
const LOOKED_AT_EVERY = 180_000

/** Null when there is no such segment. */
export async function readNative(ctx: Context, { shop, id }: { readonly shop: number; readonly id: number }): Promise<NativeView | null> {
  const { found, discounts } = await ctx.db.read(function* () {
    return { found: yield* nativeOf(shop, id), discounts: yield* discountsOf(shop, id) }
  })
  if (found === undefined || found.state === 'deleted') return null
  const { native, state, approved } = found
  const now = ctx.now()
  const latest = now + EVERY - LOOKED_AT_EVERY
  const old = native !== null && native.nextAt !== null && native.nextAt > now && native.nextAt <= latest
  if (old && (await ctx.db.write(() => askNative(shop, id, latest, now)))) await ctx.ring('native', shop)
  if (native?.nativeId) {
    const { nativeId, name, adopted, members, countedAt, problem } = native
    return { state: 'standing', nativeId, name, adopted, members, countedAt, problem, discounts }
  }
  const none = { nativeId: null, name: '', adopted: false, members: null, countedAt: null, problem: native?.problem ?? null, discounts }
  return { state: state === 'off' ? 'off' : approved ? 'awaited' : 'unapproved', ...none }
}
