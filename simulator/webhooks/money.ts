// Money in payloads: the same amount in shop and presentment currency.
import { convert, formatMoney } from '../store/currencies.ts'
import type { Order } from '../store/model.ts'

export interface MoneySet {
  readonly shop_money: { readonly amount: string; readonly currency_code: string }
  readonly presentment_money: { readonly amount: string; readonly currency_code: string }
}

/** Formats amounts given in minor units of the shop's currency. */
export interface OrderMoney {
  /** A decimal text in shop currency. */
  readonly text: (minor: number) => string
  readonly set: (minor: number) => MoneySet
}

export function orderMoney(order: Pick<Order, 'presentmentCurrency' | 'presentmentRate'>, currency: string): OrderMoney {
  const text = (minor: number) => formatMoney(minor, currency)
  return {
    text,
    set: (minor) => ({
      shop_money: { amount: text(minor), currency_code: currency },
      presentment_money: {
        amount: formatMoney(convert(minor, currency, order.presentmentCurrency, order.presentmentRate), order.presentmentCurrency),
        currency_code: order.presentmentCurrency,
      },
    }),
  }
}
