// Everything a block says of each customer, in words, so that two blocks can be compared whose dictionaries came about differently.
import { cancelledAt } from '#app/core/facts/block.ts'
import type { Block, Events, Gifts, ListValues, SetValues, TextValues } from '#app/core/facts/block.ts'
import { customerLists, customerTexts, orderListParts, orderTextParts } from '#app/core/facts/parts.ts'

const text = ({ codes, dictionary }: TextValues, entry: number): string | null => (codes[entry] === 0 ? null : dictionary.texts[codes[entry]!]!)
const list = ({ starts, codes, dictionary }: ListValues, entry: number): string[] => Array.from(codes.subarray(starts[entry], starts[entry + 1]), (code) => dictionary.texts[code]!).sort()
const set = ({ first, moreRows, more, dictionary }: SetValues, row: number): string[] =>
  [...(first[row] === 0 ? [] : [first[row]!]), ...[...more].filter((_, index) => moreRows[index] === row)].map((code) => dictionary.texts[code]!).sort()
const range = ({ starts }: { readonly starts: Uint32Array }, row: number): number[] => Array.from({ length: (starts[row + 1] ?? 0) - (starts[row] ?? 0) }, (_, index) => starts[row]! + index)
const event = (events: Events, one: number): object => ({ at: events.at[one], state: events.state[one], total: events.total[one], ended: cancelledAt(events, one) })

const giftsOf = ({ order, placed, left }: Gifts, one: number): object[] => [...order].flatMap((gift, index) => (gift === one ? [{ placed: placed[index], left: left[index] }] : []))

/** Of a block that holds every part. */
export function tell(block: Block): unknown[] {
  const { orders, lines, checkouts, places, histories, members } = block
  const { details } = orders
  const line = (one: number): object => ({
    product: lines.product[one], quantity: lines.quantity[one], current: details.lines.currentQuantity[one], gift: details.lines.giftCard[one],
    amount: details.lines.lineAmount[one], variant: text(details.lines.variant, one), sku: text(details.lines.sku, one),
  })
  const order = (one: number): object => ({
    ...event(orders, one), app: text(orders.app, one), location: text(orders.location, one), net: details.currentTotal[one], discount: details.discountAmount[one],
    discounted: details.discounted[one], gifts: giftsOf(details.gifts, one), texts: orderTextParts.map((part) => text(details.texts[part], one)), lists: orderListParts.map((part) => list(details.lists[part], one)),
    lines: range({ starts: orders.lineStarts }, one).map(line),
  })
  return Array.from({ length: block.rows }, (_, row) => ({
    number: block.numbers[row], created: block.createdAt[row], orders: range(orders, row).map(order), first: orders.first[row], last: orders.last[row],
    reported: [block.numberOfOrders[row], block.amountSpent[row], block.hasNote[row], block.hasPhone[row]],
    texts: customerTexts.map((part) => text(block.texts[part], row)), lists: customerLists.map((part) => set(block.lists[part], row)),
    metafields: [...block.metafields].map(([path, { codes, values }]) => [path, codes[row] === 0 ? null : values[codes[row]!]]).sort(),
    places: range(places, row).map((one) => [...(['country', 'region', 'city', 'postcode'] as const).map((part) => text(places.texts[part], one)), places.latitude[one], places.longitude[one]]),
    members: [...members.segments.subarray(members.starts[row], members.starts[row + 1])],
    histories: range(histories, row).map((one) => [histories.segments[one], histories.since[one], histories.left[one]]),
    refunds: range(details.refunds, row).map((one) => ({ ...event(details.refunds, one), of: orders.at[details.refunds.order[one]!] })),
    checkouts: range(checkouts, row).map((one) => ({ ...event(checkouts, one), products: range({ starts: checkouts.lineStarts }, one).map((line) => checkouts.lines.product[line]) })),
  }))
}
