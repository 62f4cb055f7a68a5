// Money in answers: a bag holds what the shop books and what the buyer saw.
import { convert } from '../../store/currencies.ts'
import type { Order } from '../../store/model.ts'
import { type FieldContext, fieldsOf } from './field.ts'
import { decimal } from './scalar.ts'

export interface Money { readonly minor: number; readonly currency: string }
export interface MoneyBag { readonly shop: Money; readonly order: Pick<Order, 'presentmentCurrency' | 'presentmentRate'> }

export const shopMoney = ({ world }: FieldContext, minor: number): Money => ({ minor, currency: world.store.settings.currency })

/** @param minor of the shop's currency */
export const bagOf = (context: FieldContext, order: Order, minor: number): MoneyBag => ({ shop: shopMoney(context, minor), order })

function presentment({ shop, order: { presentmentCurrency: currency, presentmentRate } }: MoneyBag): Money {
  return { currency, minor: convert(shop.minor, shop.currency, currency, presentmentRate) }
}

export const moneyFields = {
  MoneyV2: fieldsOf<Money>({
    amount: ({ minor, currency }) => decimal(minor, currency),
    currencyCode: ({ currency }) => currency,
  }),
  MoneyBag: fieldsOf<MoneyBag>({
    shopMoney: ({ shop }) => shop,
    presentmentMoney: presentment,
  }),
}
