// The words for every function, and which of its parameters are spoken in which order.
import { addressPhrases, calendarPhrases, checkoutProductPhrases, distancePhrases, orderPhrases, productPhrases, whenPhrase, wholeOrderPhrases, yearsPhrase } from './parameter-phrases.ts'
import type { FunctionPhrase, Phrase } from './phrase.ts'

const counted = (unit: string): Phrase => ({ is: '~', unit, zero: `no ${unit}s` })
const oneOfThem = (noun: string, article = 'a'): Phrase => ({ is: `${noun} *`, not: `${article} ${noun} other than *` })
const worth: Phrase = { is: 'of ~' }
const totalling: Phrase = { is: 'worth ~ in total' }
const repeated: Phrase = { is: '~', unit: 'time', zero: 'not once' }

const mail = (does: string, not: string): FunctionPhrase => ({
  does,
  not,
  one: 'a Shopify email',
  some: 'a Shopify email',
  head: 'count',
  parameters: { count: counted('Shopify email'), activity_id: { is: 'from activity *', not: 'from an activity other than *' }, date: whenPhrase },
})

const viewing = (noun: string): FunctionPhrase => ({
  does: 'viewed',
  not: 'did not view',
  one: `a ${noun}`,
  some: `a ${noun}`,
  head: 'id',
  parameters: { id: oneOfThem(noun), tag: { is: 'tagged *' }, count: repeated, date: whenPhrase },
})

export const functionPhrases: Readonly<Record<string, FunctionPhrase>> = {
  orders_placed: {
    does: 'placed', not: 'did not place', one: 'an order', some: 'orders', head: 'count', idle: 'have not ordered for #',
    parameters: {
      count: counted('order'), amount: worth, net_amount: { is: 'of ~ after refunds' }, sum_amount: totalling, sum_net_amount: { is: 'worth ~ in total after refunds' }, average_amount: { is: 'worth ~ on average' },
      ...wholeOrderPhrases, ...orderPhrases, date: whenPhrase, ...calendarPhrases, years: yearsPhrase,
    },
  },
  products_purchased: {
    does: 'bought', not: 'did not buy', one: 'a product', some: 'products', head: 'id',
    parameters: {
      id: oneOfThem('product'), ...productPhrases, variant_id: { is: 'in variant *', not: 'in a variant other than *' }, sku: { is: 'with the SKU *', not: 'with a SKU other than *' }, gift_card: { is: 'as a gift card', not: 'other than gift cards' }, quantity: { is: 'in a quantity of ~' },
      current_quantity: { is: 'keeping ~', unit: 'unit' }, line_amount: { is: 'for ~ at once' }, sum_line_amount: { is: 'for ~ in total' }, sum_quantity: { is: 'totalling ~', unit: 'unit' }, distinct_products: { is: 'covering ~', unit: 'different product' },
      share_of_spend: { is: 'making up ~ of their spend' }, count: { is: 'in ~', unit: 'order', zero: 'in no order' }, ...orderPhrases, date: whenPhrase, ...calendarPhrases, years: yearsPhrase,
    },
  },
  refunds_received: {
    does: 'received', not: 'did not receive', one: 'a refund', some: 'refunds', head: 'count',
    parameters: { count: counted('refund'), amount: worth, sum_amount: totalling, date: whenPhrase, ...calendarPhrases, years: yearsPhrase },
  },
  checkouts_abandoned: {
    does: 'abandoned', not: 'did not abandon', one: 'a checkout', some: 'checkouts', head: 'count',
    parameters: {
      count: counted('checkout'), amount: worth, sum_amount: totalling, id: { is: 'with product *', not: 'with a product other than *' }, ...checkoutProductPhrases, quantity: { is: 'with a quantity of ~' },
      sum_quantity: { is: 'with ~ in total', unit: 'unit' }, date: whenPhrase, ...calendarPhrases,
    },
  },
  'shopify_email.opened': mail('opened', 'did not open'),
  'shopify_email.clicked': mail('clicked in', 'did not click in'),
  'shopify_email.delivered': mail('were sent', 'were not sent'),
  'shopify_email.bounced': mail('bounced', 'did not bounce'),
  'shopify_email.marked_as_spam': mail('marked as spam', 'did not mark as spam'),
  'shopify_email.unsubscribed': mail('unsubscribed through', 'did not unsubscribe through'),
  'storefront.product_viewed': viewing('product'),
  'storefront.collection_viewed': viewing('collection'),
  store_credit_accounts: {
    does: 'have', not: 'do not have', one: 'store credit', some: 'store credit',
    parameters: { balance: worth, currency: { is: 'in *' }, last_credit_date: { is: 'last credited ~' }, next_expiry_date: { is: 'expiring ~' } },
  },
  customer_within_distance: { does: 'have', not: 'do not have', one: 'an address', some: 'an address', parameters: distancePhrases },
  customer_address: { does: 'have', not: 'do not have', one: 'at least one address', some: 'at least one address', parameters: addressPhrases },
}
