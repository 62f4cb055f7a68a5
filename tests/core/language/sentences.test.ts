// Rules as a merchant reads them aloud, and back.
import { expect, test } from 'vitest'
import { print } from '#app/core/language/print.ts'
import { readSentence } from '#app/core/language/sentence/read-sentence.ts'
import { sentenceOf } from '#app/core/language/sentence/sentence.ts'
import { meaningOfRule, ruleOf } from './meanings.ts'

const euros = { currency: 'EUR' }

/** The rule a sentence says, or its problems with the words they begin at. */
function heard(sentence: string, currency: string | null = 'EUR'): string {
  const read = readSentence(sentence, { currency })
  return read.ok ? print(read.meaning) : read.problems.map(({ code, start }) => `${code} at: ${sentence.slice(start)}`).join('; ')
}

test.each([
  ['amount_spent >= 500 AND orders_placed NOT MATCHES (date >= -90d)', 'Customers who spent at least €500 and have not ordered for 90 days'],
  ['number_of_orders = 1 AND customer_added_date >= -1y', 'Customers who ordered exactly once and were added in the last year'],
  ['orders_placed MATCHES (count >= 2, date >= -30d)', 'Customers who placed at least 2 orders in the last 30 days'],
  ["orders_placed MATCHES (discount_code = 'AUTUMN10', discounted = true, amount > 100)", 'Customers who placed an order of more than €100 at a discount with the discount code “AUTUMN10”'],
  ["orders_placed MATCHES (channel = 'pos', weekday IN (6, 7), hour BETWEEN 18 AND 22)", 'Customers who placed an order through the channel “pos” from hour 18 to 22 on Saturday or Sunday'],
  ['orders_placed MATCHES (month = 11, years >= 2, date >= -3y)', 'Customers who placed orders in the last 3 years in November in at least 2 different years'],
  ['orders_placed MATCHES (month = 11, months_ago BETWEEN 0 AND 35, years >= 2)', 'Customers who placed orders in November between 0 and 35 calendar months ago in at least 2 different years'],
  ['orders_placed MATCHES (months_ago = 0) AND orders_placed NOT MATCHES (months_ago IN (1, 2))', 'Customers who placed an order this calendar month and did not place an order exactly 1 or 2 calendar months ago'],
  ['orders_placed MATCHES (months_ago > 1, count = 0) OR products_purchased MATCHES (id = 5, count = 0)', 'Customers who placed no orders more than 1 calendar month ago or bought product 5 in no order'],
  ["orders_placed MATCHES (utm_source = 'google', utm_medium = 'email', utm_campaign = 'autumn')", 'Customers who placed an order from the UTM source “google” through the UTM medium “email” in the UTM campaign “autumn”'],
  ["orders_placed MATCHES (utm_source != 'google', utm_medium != 'email', utm_campaign != 'autumn')", 'Customers who placed an order from a UTM source other than “google” through a UTM medium other than “email” in a UTM campaign other than “autumn”'],
  ['refunds_received MATCHES (count = 0) AND checkouts_abandoned MATCHES (count = 0) AND shopify_email.opened MATCHES (count = 0) AND storefront.product_viewed MATCHES (id = 5, count = 0)', 'Customers who received no refunds, abandoned no checkouts, opened no Shopify emails and viewed product 5 not once'],
  ['orders_placed MATCHES (nth = 1, discounted = true) AND orders_placed NOT MATCHES (nth >= 2)', 'Customers who placed an order as their first order at a discount and did not place an order as their second order or later'],
  ['orders_placed NOT MATCHES (month NOT IN (11, 12)) AND number_of_orders >= 1', 'Customers who did not place an order outside November or December and ordered at least once'],
  ["products_purchased MATCHES (tag = 'Sports wear', sum_quantity >= 5, date >= -12m)", 'Customers who bought products tagged “Sports wear” totalling at least 5 units in the last 12 months'],
  ["products_purchased MATCHES (vendor = 'Acme', type = 'Shoes', share_of_spend >= 0.5)", 'Customers who bought products of type “Shoes” from the vendor “Acme” making up at least 50% of their spend'],
  ["products_purchased MATCHES (collection = 'summer', count >= 2, gift_card = false)", 'Customers who bought products from the collection “summer” other than gift cards in at least 2 orders'],
  ['products_purchased MATCHES (id NOT IN (1, 2), nth_latest = 1)', 'Customers who bought a product other than 1 or 2 as their latest order of all'],
  ["products_purchased MATCHES (tag = 'A') THEN NOT products_purchased MATCHES (tag = 'B') WITHIN 30d", 'Customers who bought a product tagged “A” and then within 30 days did not buy a product tagged “B”'],
  ['orders_placed MATCHES (nth = 1) THEN refunds_received MATCHES () WITHIN 2w', 'Customers who placed an order as their first order and then within 2 weeks received a refund'],
  ['refunds_received MATCHES (date >= -90d, sum_amount >= 50)', 'Customers who received refunds worth at least €50 in total in the last 90 days'],
  ["checkouts_abandoned MATCHES (date >= -7d, tag = 'Sports wear', amount >= 50)", 'Customers who abandoned a checkout of at least €50 with a product tagged “Sports wear” in the last 7 days'],
  ["customer_address MATCHES (country = 'DE', postcode_prefix = '10')", 'Customers who have at least one address in Germany with a postcode starting with “10”'],
  ['customer_within_distance MATCHES (coordinates = (52.52, 13.4), distance_km <= 25)', 'Customers who have an address at most 25 km away from (52.52, 13.4)'],
  ['store_credit_accounts MATCHES (balance > 0, next_expiry_date <= +30d)', 'Customers who have store credit of more than €0 expiring at most 30 days from now'],
  ['storefront.product_viewed MATCHES (id = 5, count >= 3, date >= -7d) AND products_purchased NOT MATCHES (id = 5)', 'Customers who viewed product 5 at least 3 times in the last 7 days and did not buy product 5'],
  ['shopify_email.opened NOT MATCHES (date >= -60d)', 'Customers who did not open a Shopify email in the last 60 days'],
  ["age ('metafields.facts.birth_date') BETWEEN 18 AND 25", 'Customers who are between 18 and 25 years old by facts.birth_date'],
  ["in_segment('VIP') AND NOT in_segment('Wholesale')", 'Customers who are in the segment “VIP” and are not in the segment “Wholesale”'],
  ["entered_segment('VIP', date >= -30d) AND NOT left_segment('Wholesale')", 'Customers who joined the segment “VIP” in the last 30 days and did not leave the segment “Wholesale”'],
  ["left_segment('VIP', date BETWEEN -60d AND -30d) OR NOT entered_segment('New', date != today)", 'Customers who left the segment “VIP” between 60 days ago and 30 days ago or did not join the segment “New” not today'],
  ['refund_share >= 0.3 OR refunded_amount > 200', 'Customers who were refunded at least 30% of their spend or were refunded more than €200'],
  ['average_order_value >= 80 AND discount_share < 0.2', 'Customers who spend at least €80 per order on average and used a discount on less than 20% of their orders'],
  ['median_days_between_orders <= 30 AND overdue_ratio >= 2', 'Customers who usually wait at most 30 days between orders and have waited at least twice as long as usual'],
  ['has_phone = true AND has_note = false', 'Customers who have a phone number and have no note'],
  ["metafields.quiz.interest = 'running' AND metafields.loyalty.points BETWEEN 100 AND 500", 'Customers who have the metafield quiz.interest set to “running” and have the metafield loyalty.points of between 100 and 500'],
  ["metafields.quiz.interest != 'running'", 'Customers who do not have the metafield quiz.interest set to “running”'],
  ["metafields.quiz.likes NOT CONTAINS 'yoga'", 'Customers who do not have the metafield quiz.likes containing “yoga”'],
  ['metafields.club.since NOT BETWEEN -7d AND -3d', 'Customers who do not have the metafield club.since dated between 7 days ago and 3 days ago'],
  ['metafields.club.since <= -1y', 'Customers who have the metafield club.since dated at least 1 year ago'],
  ["metafields.quiz.likes CONTAINS 'yoga'", 'Customers who have the metafield quiz.likes containing “yoga”'],
  ["NOT (customer_tags CONTAINS 'VIP' OR amount_spent >= 1000)", 'Customers who neither are tagged “VIP” nor spent at least €1,000'],
  ["customer_tags CONTAINS 'VIP' AND (amount_spent >= 1000 OR number_of_orders > 5 AND customer_countries CONTAINS 'FR')", 'Customers who are tagged “VIP”, and either spent at least €1,000 or (ordered more than 5 times and have an address in France)'],
  ['NOT (amount_spent >= 100 AND number_of_orders >= 2)', 'Customers who are not among those who (spent at least €100 and ordered at least twice)'],
  ["product_subscription_status = 'PAUSED' AND predicted_spend_tier = 'HIGH'", 'Customers who have a paused product subscription and are predicted to spend a lot'],
  ["rfm_group IN ('AT_RISK', 'DORMANT') AND sms_subscription_status != 'SUBSCRIBED'", 'Customers who are in the RFM group At risk or Dormant and are not subscribed to SMS marketing'],
  ["email_subscription_status = 'SUBSCRIBED' AND shopify_email.opened MATCHES (date >= -1m) OR sms_subscription_status = 'SUBSCRIBED'", 'Customers who are subscribed to email marketing and opened a Shopify email in the last month, or are subscribed to SMS marketing'],
  ["last_order_date IS NULL AND email_subscription_status = 'SUBSCRIBED'", 'Customers who have never ordered and are subscribed to email marketing'],
  ['last_order_date < -90d', 'Customers who last ordered more than 90 days ago'],
  ['last_order_date >= -30d', 'Customers who last ordered in the last 30 days'],
  ['last_order_date >= 2025-01-01 AND last_order_date < 2026-01-01', 'Customers who last ordered on or after 1 January 2025 and last ordered before 1 January 2026'],
  ['last_order_date BETWEEN -365d AND -90d', 'Customers who last ordered between 365 days ago and 90 days ago'],
  ['last_order_date != yesterday', 'Customers who did not last order yesterday'],
  ['first_order_date = 2026-05-30T16:00:00', 'Customers who first ordered on 30 May 2026 at 16:00'],
  ['number_of_orders = 0', 'Customers who have no orders'],
  ['amount_spent NOT BETWEEN 10 AND 1250.5', 'Customers who did not spend between €10 and €1,250.50'],
  ["customer_countries CONTAINS 'CA' AND customer_language = 'fr'", 'Customers who have an address in Canada and speak “fr”'],
  ['customer_tags IS NULL', 'Customers who have no tags'],
  ["customer_email_domain IN ('example.com', 'example.org')", 'Customers who have an email address at “example.com” or “example.org”'],
  ["anniversary ('metafields.facts.birth_date') BETWEEN today AND +30d", 'Customers who have their facts.birth_date anniversary between today and 30 days from now'],
  ["email_subscription_status = 'SUBSCRIBED' AND (number_of_orders = 0 OR last_order_date < -14d) AND products_purchased MATCHES (id = 9566713905447) AND NOT products_purchased MATCHES (id = 9608345944359)", 'Customers who are subscribed to email marketing, either have no orders or last ordered more than 14 days ago, bought product 9566713905447, and did not buy product 9608345944359'],
  ["(email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'CA') OR amount_spent > 999.99", 'Customers who are subscribed to email marketing and have an address in Canada, or spent more than €999.99'],
  ['NOT amount_spent > 100 AND number_of_orders > 3', 'Customers who are not among those who (spent more than €100) and ordered more than 3 times'],
  ['NOT (amount_spent > 100 AND number_of_orders > 3)', 'Customers who are not among those who (spent more than €100 and ordered more than 3 times)'],
  ['amount_spent > 100 OR NOT (number_of_orders > 3 AND has_note = true)', 'Customers who spent more than €100 or are not among those who (ordered more than 3 times and have a note)'],
  ['orders_placed MATCHES () THEN refunds_received MATCHES () WITHIN 30d AND number_of_orders > 3', 'Customers who (placed an order and then within 30 days received a refund) and ordered more than 3 times'],
  ["customer_address NOT MATCHES (country = 'DE')", 'Customers who do not have at least one address in Germany'],
  ['NOT (amount_spent > 100)', 'Customers who are not among those who spent more than €100'],
])('%s', (rule, sentence) => {
  expect(sentenceOf(meaningOfRule(rule), euros)).toBe(sentence)
  const read = readSentence(sentence, euros)
  expect(read.ok && print(ruleOf(read.meaning))).toBe(print(ruleOf(meaningOfRule(rule))))
})

test('amounts are in the currency of the shop', () => {
  const rule = meaningOfRule('amount_spent >= 1234.5')
  const said = (currency: string | null): string => sentenceOf(rule, { currency }).replace('Customers who spent at least ', '')
  expect(['EUR', 'USD', 'CAD', 'JPY', 'KWD', 'CHF', null].map(said)).toEqual(['€1,234.50', '$1,234.50', 'CA$1,234.50', '¥1,234.5', 'KWD 1,234.500', 'CHF 1,234.50', '1,234.5'])
})

test.each([
  ['customers who SPENT at least €500 and  have not ordered for 90 days.', 'amount_spent >= 500 AND orders_placed NOT MATCHES (date >= -90d)'],
  ['spent at least 1,500.00', 'amount_spent >= 1500'],
  ['spent more than -€5', 'amount_spent > -5'],
  ['last ordered since 1 may 2026', 'last_order_date >= 2026-05-01'],
  ["are tagged 'VIP' or are tagged \"vip\"", "customer_tags CONTAINS 'VIP' OR customer_tags CONTAINS 'vip'"],
  ['have an address in DE', "customer_countries CONTAINS 'DE'"],
  ['bought a product in the last 30 days tagged “A”', "products_purchased MATCHES (date >= -30d, tag = 'A')"],
  ['ordered less than 2 times', 'number_of_orders < 2'],
  ['have tags, have a note and have no orders, or have a phone number', 'customer_tags IS NOT NULL AND has_note = true AND number_of_orders = 0 OR has_phone = true'],
])('is understood: %s', (sentence, rule) => {
  expect(heard(sentence)).toBe(rule)
})

test.each([
  ['', 'sentence-unread at: '],
  ['Customers who', 'sentence-unread at: Customers who'],
  ['Customers who like cats', 'sentence-unread at: like cats'],
  ['Customers who spent at least $5', 'sentence-unread at: spent at least $5'],
  ['Customers who have tags and ordered thrice', 'sentence-unread at: ordered thrice'],
  ['Customers who have tags in Berlin', 'sentence-unread at:  in Berlin'],
  ['Customers who last ordered on 30 February 2026', 'sentence-unread at: last ordered on 30 February 2026'],
  ['Customers who have tags and have a note or have no orders', 'sentence-mixed at: have tags and have a note or have no orders'],
  ['Customers who (have tags or have a note', 'sentence-unclosed at: (have tags or have a note'],
])('is not understood: %s', (sentence, problem) => {
  expect(heard(sentence)).toBe(problem)
})
