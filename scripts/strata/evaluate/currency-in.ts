// The shop's currency as the files name it.
import { type Fields, fields, text } from '#app/shopify/payloads/read.ts'
import { eachLine } from './file-lines.ts'
import type { Files } from './load.ts'

/** Of the first amount; `USD` where no file has any, and the currency makes no difference. */
export function currencyIn({ customers, orders }: Files): string {
  return first(customers, (node) => text(fields(node.amountSpent).currencyCode))
    ?? first(orders, (node) => text(fields(fields(node.currentTotalPriceSet).shopMoney).currencyCode) ?? text(node.currencyCode))
    ?? 'USD'
}

function first(path: string, find: (node: Fields) => string | null): string | null {
  let found: string | null = null
  eachLine(path, 'parents', (node) => {
    found = find(node)
    return found === null
  })
  return found
}
