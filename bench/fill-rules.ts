// The 20 segments of the workload (workload.json) in our language, as a merchant would save them.
export interface NamedRule {
  readonly name: string
  readonly rule: string
}

export const workloadRules: readonly NamedRule[] = [
  { name: 's01', rule: "customer_language = 'de' AND customer_added_date >= -730d" },
  { name: 's02', rule: "customer_countries CONTAINS 'US'" },
  { name: 's03', rule: "customer_cities CONTAINS 'US-NY-NewYork' OR customer_cities CONTAINS 'GB-ENG-London' OR customer_cities CONTAINS 'DE-BE-Berlin'" },
  { name: 's04', rule: "email_subscription_status = 'SUBSCRIBED' AND NOT sms_subscription_status = 'SUBSCRIBED'" },
  { name: 's05', rule: "customer_tags CONTAINS 'vip' AND customer_tags NOT CONTAINS 'wholesale'" },
  { name: 's06', rule: 'net_spent >= 500' },
  { name: 's07', rule: 'orders_counted >= 3 AND last_order_date >= -90d' },
  { name: 's08', rule: 'refund_share > 0.2 AND orders_counted >= 3' },
  { name: 's09', rule: 'first_order_date >= 2025-11-01 AND first_order_date < 2025-12-01' },
  { name: 's10', rule: "products_purchased MATCHES (tag = 'tag7', date >= -180d, count >= 2)" },
  { name: 's11', rule: 'products_purchased MATCHES (id = 3000000000042)' },
  { name: 's12', rule: "products_purchased MATCHES (type = 'type12', date >= -365d, count >= 3)" },
  { name: 's13', rule: "orders_counted >= 2 AND products_purchased NOT MATCHES (tag = 'tag3')" },
  { name: 's14', rule: 'orders_counted >= 2 AND orders_placed NOT MATCHES (month BETWEEN 1 AND 10)' },
  { name: 's15', rule: 'discount_share >= 0.8 AND orders_counted >= 2' },
  { name: 's16', rule: 'spend_percentile >= 90 AND average_order_value > 100' },
  { name: 's17', rule: 'orders_counted = 1 AND last_order_date < -120d' },
  { name: 's18', rule: "orders_counted = 0 AND email_subscription_status = 'SUBSCRIBED' AND customer_added_date < -30d" },
  { name: 's19', rule: 'rfm_recency_score = 5 AND rfm_frequency_score >= 4 AND rfm_monetary_score >= 4' },
  { name: 's20', rule: "in_segment('s02') AND in_segment('s07') AND NOT in_segment('s05')" },
]
