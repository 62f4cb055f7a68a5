// The words for the parameters of events; each follows the object of its function, in the order in which they are spoken.
import type { Phrase, Relation } from './phrase.ts'

type Phrases = Readonly<Record<string, Phrase>>

/** `in *` and `before #` for things in an order of their own. */
function ranked(is: string, not: string, one: string, later: string, earlier: string, words?: Readonly<Record<string, string>>): Phrase {
  const own: Partial<Record<Relation, string>> = {
    '>=': `${is.replace('*', '#')} ${later}`, '>': `after ${one}`, '<=': `${is.replace('*', '#')} ${earlier}`, '<': `before ${one}`, BETWEEN: `from ${one} to #`, 'NOT BETWEEN': `outside ${one} to #`,
  }
  return { is, not, ranked: own, ...(words && { words }) }
}

const numbered = (names: string): Readonly<Record<string, string>> => Object.fromEntries(names.split(', ').map((name, at) => [String(at + 1), name]))
const months = numbered('January, February, March, April, May, June, July, August, September, October, November, December')
const weekdays = numbered('Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday')
const places = numbered('first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth')
const placesFromEnd = numbered('latest, second latest, third latest, fourth latest, fifth latest')

export const calendarPhrases: Phrases = {
  hour: ranked('in hour *', 'outside hour *', 'hour #', 'or later in the day', 'or earlier in the day'),
  weekday: ranked('on *', 'not on *', '#', 'or later in the week', 'or earlier in the week', weekdays),
  day: ranked('on day *', 'not on day *', 'day #', 'or later in the month', 'or earlier in the month'),
  month: ranked('in *', 'outside *', '#', 'or later in the year', 'or earlier in the year', months),
  year: ranked('in the year *', 'outside the year *', 'the year #', 'or later', 'or earlier'),
  months_ago: { is: '~ ago', unit: 'calendar month', zero: 'this calendar month' },
}

export const whenPhrase: Phrase = { is: '~' }
export const yearsPhrase: Phrase = { is: 'in ~', unit: 'different year' }

const spoken = (value: string): string => value.toLowerCase().replaceAll('_', ' ')
const wordsFor = (values: string): Readonly<Record<string, string>> => Object.fromEntries(values.split(' ').map((value) => [value, spoken(value)]))

/** Of the order an event belongs to. */
export const orderPhrases: Phrases = {
  nth: { is: 'as their * order', not: 'as any order but their *', words: places, ranked: { '>=': 'as their # order or later', '>': 'after their # order', '<=': 'as their # order or earlier', '<': 'before their # order', BETWEEN: 'from their # to # order', 'NOT BETWEEN': 'outside their # to # order' } },
  nth_latest: {
    is: 'as their * order of all', not: 'as any order of all but their *', words: placesFromEnd,
    ranked: { '>=': 'as their # order of all or earlier', '>': 'before their # order of all', '<=': 'as their # order of all or later', '<': 'after their # order of all', BETWEEN: 'from their # back to # order of all', 'NOT BETWEEN': 'outside their # back to # order of all' },
  },
  order_tag: { is: 'in an order tagged *', not: 'in an order not tagged *' },
  channel: { is: 'through the channel *', not: 'through a channel other than *' },
  discounted: { is: 'at a discount', not: 'without a discount' },
  discount_code: { is: 'with the discount code *', not: 'without the discount code *' },
  payment_status: { is: 'with the payment status *', not: 'with a payment status other than *', words: wordsFor('AUTHORIZED EXPIRED PAID PARTIALLY_PAID PARTIALLY_REFUNDED PENDING REFUNDED VOIDED') },
  fulfillment_status: { is: 'with the delivery status *', not: 'with a delivery status other than *', words: wordsFor('FULFILLED IN_PROGRESS ON_HOLD OPEN PARTIALLY_FULFILLED PENDING_FULFILLMENT REQUEST_DECLINED RESTOCKED SCHEDULED UNFULFILLED') },
  refunded: { is: 'with a refund', not: 'without a refund' },
  shipping_country: { is: 'shipped to *', not: 'shipped to a country other than *' },
  shipping_region: { is: 'shipped to the region *', not: 'shipped to a region other than *' },
  source: { is: 'coming from the source *', not: 'coming from a source other than *' },
  utm_source: { is: 'from the UTM source *', not: 'from a UTM source other than *' },
  utm_medium: { is: 'through the UTM medium *', not: 'through a UTM medium other than *' },
  utm_campaign: { is: 'in the UTM campaign *', not: 'in a UTM campaign other than *' },
}

/** Of the order alone, not of its lines. */
export const wholeOrderPhrases: Phrases = {
  app_id: { is: 'through app *', not: 'through an app other than *' },
  location_id: { is: 'at location *', not: 'at a location other than *' },
  discount_amount: { is: 'with a discount of ~' },
}

/** Of the product that a line or a checkout names. */
export const productPhrases: Phrases = {
  title: { is: 'titled *' },
  tag: { is: 'tagged *' },
  category: { is: 'in the category *', not: 'in a category other than *' },
  type: { is: 'of type *', not: 'of a type other than *' },
  vendor: { is: 'from the vendor *', not: 'from a vendor other than *' },
  collection: { is: 'from the collection *', not: 'from outside the collection *' },
}

export const checkoutProductPhrases: Phrases = Object.fromEntries(
  Object.entries(productPhrases).filter(([name]) => name !== 'category').map(([name, { is, not }]) => [name, { is: `with a product ${is}`, not: `with a product ${not ?? `not ${is}`}` }]),
)

export const addressPhrases: Phrases = {
  city: { is: 'in the city *', not: 'outside the city *' },
  region: { is: 'in the region *', not: 'outside the region *' },
  country: { is: 'in *', not: 'outside *' },
  postcode_prefix: { is: 'with a postcode starting with *', not: 'with a postcode not starting with *' },
}

const distance = (unit: string): Phrase => ({
  is: `within * ${unit}`,
  ranked: { '>=': `at least # ${unit} away`, '>': `more than # ${unit} away`, '<=': `at most # ${unit} away`, '<': `less than # ${unit} away`, BETWEEN: `between # and # ${unit} away`, 'NOT BETWEEN': `not between # and # ${unit} away` },
})

export const distancePhrases: Phrases = { distance_km: distance('km'), distance_mi: distance('miles'), coordinates: { is: 'from *', not: 'from anywhere but *' } }
