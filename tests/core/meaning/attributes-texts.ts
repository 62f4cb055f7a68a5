// Texts, lists, yes and no, and what only Shopify knows: each comparison with a value, another value and none.
import type { CustomerFacts, Place } from '#app/core/facts/facts.ts'
import type { Asking } from '#tests/core/evaluate/verdict-of.ts'
import { carried, carriedMissing, equal, equalMissing, missingRowsOf, oneOfMany, oneOfManyMissing, rowsOf, there, thereMissing } from './attributes-forms.ts'
import type { Form, Row } from './attributes-forms.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const having = (customer: Partial<CustomerFacts>): Asking => ({ now, customer })

/** What a merchant writes, with two values that differ from it, and the fact it stands for. */
const texts: readonly (readonly [name: string, value: string, other: string, another: string, facts: Partial<CustomerFacts>, none: Partial<CustomerFacts>])[] = [
  ['customer_account_status', 'ENABLED', 'DISABLED', 'INVITED', { state: 'ENABLED' }, { state: null }],
  ['customer_account_status', 'DECLINED', 'DISABLED', 'ENABLED', { state: 'DECLINED' }, { state: null }],
  ['customer_email_domain', 'example.com', 'example.org', 'mail.example.com', { emailDomain: 'example.com' }, { emailDomain: null }],
  ['customer_language', 'fr', 'en', 'de', { locale: 'fr' }, { locale: null }],
  ['email_subscription_status', 'SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', { emailConsent: 'SUBSCRIBED', smsConsent: 'PENDING' }, { emailConsent: null, smsConsent: 'SUBSCRIBED' }],
  ['email_subscription_status', 'INVALID', 'REDACTED', 'PENDING', { emailConsent: 'INVALID' }, { emailConsent: null }],
  ['sms_subscription_status', 'SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', { smsConsent: 'SUBSCRIBED', emailConsent: 'PENDING' }, { smsConsent: null, emailConsent: 'SUBSCRIBED' }],
  ['predicted_spend_tier', 'HIGH', 'MEDIUM', 'LOW', { spendTier: 'HIGH' }, { spendTier: null }],
  ['product_subscription_status', 'SUBSCRIBED', 'CANCELED', 'PAUSED', { productSubscription: 'ACTIVE' }, { productSubscription: null }],
  ['product_subscription_status', 'CANCELED', 'SUBSCRIBED', 'EXPIRED', { productSubscription: 'CANCELLED' }, { productSubscription: null }],
  ['product_subscription_status', 'NEVER_SUBSCRIBED', 'SUBSCRIBED', 'FAILED', { productSubscription: 'NEVER_SUBSCRIBED' }, { productSubscription: null }],
  ['rfm_group', 'AT_RISK', 'LOYAL', 'PREVIOUSLY_LOYAL', { rfmGroup: 'AT_RISK' }, { rfmGroup: null }],
]

const place = (changes: Partial<Place>): Place => ({ country: null, region: null, city: null, zip: null, lat: null, lon: null, ...changes })
/** One address in New York and one in Berlin. */
const places = [place({ country: 'US', region: 'US-NY', city: 'US-NY-NewYorkCity' }), place({ country: 'DE', region: 'DE-BE', city: 'DE-BE-Berlin' })]
const abroad = [place({ country: 'MC' })]

const lists: readonly (readonly [name: string, value: string, other: string, facts: Partial<CustomerFacts>, none: Partial<CustomerFacts>])[] = [
  ['customer_tags', 'VIP', 'VIPs', { tags: ['Old', 'VIP'] }, { tags: [] }],
  // Tags compare without case.
  ['customer_tags', 'straße', 'str', { tags: ['STRAßE'] }, { tags: [] }],
  ['customer_countries', 'US', 'CA', { places }, { places: [] }],
  ['customer_countries', 'DE', 'AT', { places }, { places: [] }],
  ['customer_regions', 'US-NY', 'US-CA', { places }, { places: abroad }],
  ['customer_regions', 'DE-BE', 'DE-BY', { places }, { places: [] }],
  ['customer_cities', 'US-NY-NewYorkCity', 'US-NY-Albany', { places }, { places: abroad }],
  ['customer_cities', 'DE-BE-Berlin', 'DE-BY-Berlin', { places }, { places: [] }],
]

const flag: readonly Form[] = [['= true', 'yes'], ['= false', 'no'], ['!= true', 'no'], ['!= false', 'yes']]
const noFlag: readonly Form[] = [['= true', 'no'], ['= false', 'yes'], ['!= true', 'yes'], ['!= false', 'no']]

const quoted = (value: string): string => `'${value}'`

export const textsAndLists: readonly Row[] = [
  ...texts.flatMap(([name, value, other, another, facts, none]) => {
    const words = { VALUE: quoted(value), BELOW: quoted(other), ABOVE: quoted(another) }
    return [
      ...rowsOf(name, having(facts), words, [...equal, ...oneOfMany, ...there]),
      ...missingRowsOf(name, having(none), words, [...equalMissing, ...oneOfManyMissing, ...thereMissing]),
    ]
  }),
  ...lists.flatMap(([name, value, other, facts, none]) => {
    const words = { VALUE: quoted(value), BELOW: quoted(other) }
    return [...rowsOf(name, having(facts), words, [...carried, ...there]), ...missingRowsOf(name, having(none), words, [...carriedMissing, ...thereMissing])]
  }),
  // A flag is never missing: without a note, or a number, it is false.
  ...rowsOf('has_note', having({ hasNote: true }), {}, flag),
  ...missingRowsOf('has_note', having({ hasNote: false, hasPhone: true }), {}, noFlag),
  ...rowsOf('has_phone', having({ hasPhone: true }), {}, flag),
  ...missingRowsOf('has_phone', having({ hasPhone: false, hasNote: true }), {}, noFlag),
]

/** What has not been asked of Shopify yet is unknown, whichever way it is put. */
export const askedOfShopify: readonly Row[] = [
  ...rowsOf('companies', { now }, {}, [['CONTAINS 12345', 'unknown'], ['NOT CONTAINS 12345', 'unknown'], ['IS NULL', 'unknown'], ['IS NOT NULL', 'unknown']]),
  ...rowsOf('created_by_app_id', { now }, {}, [['= 1354745', 'unknown'], ['!= 1354745', 'unknown'], ['IN (1, 1354745)', 'unknown'], ['NOT IN (1, 1354745)', 'unknown']]),
]
