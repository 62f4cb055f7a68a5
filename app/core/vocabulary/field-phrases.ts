// The words for every field, for metafields, and for the dates that are kept in metafields.
import type { Phrase } from './phrase.ts'
import type { SegmentQuestion } from './segment-functions.ts'

const subscriber = {
  SUBSCRIBED: 'subscribed to', NOT_SUBSCRIBED: 'yet to subscribe to', PENDING: 'yet to confirm', UNSUBSCRIBED: 'unsubscribed from', REDACTED: 'redacted from', INVALID: 'unreachable by',
}
const rfm = {
  CHAMPIONS: 'Champions', LOYAL: 'Loyal', ACTIVE: 'Active', NEW: 'New', PROMISING: 'Promising', NEEDS_ATTENTION: 'Needs attention', ALMOST_LOST: 'Almost lost', AT_RISK: 'At risk',
  PREVIOUSLY_LOYAL: 'Previously loyal', DORMANT: 'Dormant', PROSPECTS: 'Prospects',
}

export const fieldPhrases: Readonly<Record<string, Phrase>> = {
  abandoned_checkout_date: { is: 'last abandoned a checkout ~', not: 'did not last abandon a checkout ~', none: 'never abandoned a checkout', some: 'abandoned a checkout at some time' },
  amount_spent: { is: 'spent ~', not: 'did not spend ~', zero: 'spent nothing' },
  companies: { is: 'buy for company *', not: 'do not buy for company *', none: 'buy for no company', some: 'buy for a company' },
  created_by_app_id: { is: 'were created by app *', not: 'were not created by app *' },
  customer_account_status: { is: 'have * account', not: 'do not have * account', none: 'have no account status', some: 'have an account status', words: { DECLINED: 'a declined', DISABLED: 'a disabled', ENABLED: 'an active', INVITED: 'an invited' } },
  customer_added_date: { is: 'were added ~', not: 'were not added ~', none: 'have no date of being added', some: 'have a date of being added' },
  customer_cities: { is: 'have an address in the city *', not: 'do not have an address in the city *', none: 'have no address with a city', some: 'have an address with a city' },
  customer_countries: { is: 'have an address in *', not: 'do not have an address in *', none: 'have no address with a country', some: 'have an address with a country' },
  customer_email_domain: { is: 'have an email address at *', not: 'do not have an email address at *', none: 'have no email address', some: 'have an email address' },
  customer_language: { is: 'speak *', not: 'do not speak *', none: 'have no language', some: 'have a language' },
  customer_regions: { is: 'have an address in the region *', not: 'do not have an address in the region *', none: 'have no address with a region', some: 'have an address with a region' },
  customer_tags: { is: 'are tagged *', not: 'are not tagged *', none: 'have no tags', some: 'have tags' },
  email_subscription_status: { is: 'are * email marketing', not: 'are not * email marketing', none: 'have no email consent on record', some: 'have an email consent on record', words: subscriber },
  first_order_date: { is: 'first ordered ~', not: 'did not first order ~', none: 'have yet to order for the first time', some: 'have ordered for the first time' },
  last_order_date: { is: 'last ordered ~', not: 'did not last order ~', none: 'have never ordered', some: 'have ordered before' },
  number_of_orders: { is: 'ordered ~', not: 'did not order ~', unit: 'time', zero: 'have no orders' },
  predicted_spend_tier: { is: 'are predicted to spend *', not: 'are not predicted to spend *', none: 'have no predicted spend', some: 'have a predicted spend', words: { HIGH: 'a lot', MEDIUM: 'moderately', LOW: 'little' } },
  product_subscription_status: {
    is: 'have * product subscription', not: 'do not have * product subscription', none: 'have no product subscription on record', some: 'have a product subscription on record',
    words: { SUBSCRIBED: 'an active', CANCELED: 'a canceled', EXPIRED: 'an expired', FAILED: 'a failed', NEVER_SUBSCRIBED: 'an untried', PAUSED: 'a paused' },
  },
  rfm_group: { is: 'are in the RFM group *', not: 'are not in the RFM group *', none: 'are in no RFM group', some: 'are in an RFM group', words: rfm },
  sms_subscription_status: { is: 'are * SMS marketing', not: 'are not * SMS marketing', none: 'have no SMS consent on record', some: 'have an SMS consent on record', words: subscriber },
  average_order_value: { is: 'spend ~ per order on average', not: 'do not spend ~ per order on average', none: 'have no average order value', some: 'have an average order value' },
  discount_share: { is: 'used a discount on ~ of their orders', not: 'did not use a discount on ~ of their orders', none: 'have no share of discounted orders', some: 'have a share of discounted orders' },
  distinct_products: { is: 'bought ~', not: 'did not buy ~', unit: 'different product' },
  gross_spent: { is: 'spent ~ before refunds', not: 'did not spend ~ before refunds' },
  has_note: { is: 'have a note', not: 'have no note' },
  has_phone: { is: 'have a phone number', not: 'have no phone number' },
  median_days_between_orders: { is: 'usually wait ~ between orders', not: 'do not usually wait ~ between orders', unit: 'day', none: 'have no usual time between orders', some: 'have a usual time between orders' },
  net_spent: { is: 'spent ~ after refunds', not: 'did not spend ~ after refunds' },
  orders_counted: { is: 'have ~ that count', not: 'do not have ~ that count', unit: 'order' },
  overdue_ratio: { is: 'have waited ~ as long as usual', not: 'have not waited ~ as long as usual', unit: 'time', none: 'have no usual wait to compare', some: 'have a usual wait to compare' },
  refunded_amount: { is: 'were refunded ~', not: 'were not refunded ~', zero: 'were refunded nothing' },
  refund_share: { is: 'were refunded ~ of their spend', not: 'were not refunded ~ of their spend', none: 'have no share of refunds', some: 'have a share of refunds' },
  rfm_frequency_score: { is: 'have a frequency score of ~', not: 'do not have a frequency score of ~', none: 'have no frequency score', some: 'have a frequency score' },
  rfm_monetary_score: { is: 'have a monetary score of ~', not: 'do not have a monetary score of ~', none: 'have no monetary score', some: 'have a monetary score' },
  rfm_recency_score: { is: 'have a recency score of ~', not: 'do not have a recency score of ~', none: 'have no recency score', some: 'have a recency score' },
  spend_percentile: { is: 'have a spend percentile of ~', not: 'do not have a spend percentile of ~', none: 'have no spend percentile', some: 'have a spend percentile' },
}

/** Of a metafield; `path` comes without its first word. */
export const metafieldPhrase = (path: string): Phrase => ({
  is: `have the metafield ${path} ~`,
  not: `do not have the metafield ${path} ~`,
  none: `have no metafield ${path}`,
  some: `have a metafield ${path}`,
  ranked: {
    '=': 'set to *', '!=': 'not set to *', '>': 'above #', '>=': 'from # on', '<': 'below #', '<=': 'up to #', BETWEEN: 'from # to #', 'NOT BETWEEN': 'not from # to #', CONTAINS: 'containing #', 'NOT CONTAINS': 'not containing #',
  },
})
export const anniversaryPhrase = (path: string): Phrase => ({ is: `have their ${path} anniversary ~`, not: `do not have their ${path} anniversary ~` })
export const agePhrase = (path: string): Phrase => ({ is: `are ~ old by ${path}`, not: `are not ~ old by ${path}`, unit: 'year' })
/** What is said of when follows. */
export const segmentPhrases: Readonly<Record<SegmentQuestion, Phrase>> = {
  in: { is: 'are in the segment *', not: 'are not in the segment *' },
  entered: { is: 'joined the segment *', not: 'did not join the segment *' },
  left: { is: 'left the segment *', not: 'did not leave the segment *' },
}
