// Rules to start from, one for each kind of question a merchant asks first.

export interface Template {
  readonly key: string
  readonly kind: string
  readonly name: string
  readonly tag: string
  readonly rule: string
  readonly says: string
}

export const templates: readonly Template[] = [
  { key: 'frequent', kind: 'Core', name: 'Frequent buyers', tag: 'frequent-buyer', rule: 'number_of_orders > 5', says: 'Customers with more than five orders.' },
  { key: 'one-time', kind: 'Core', name: 'One-time buyers', tag: 'one-time-buyer', rule: 'number_of_orders = 1', says: 'Bought once and have not come back.' },
  { key: 'high-spenders', kind: 'Value', name: 'High spenders', tag: 'high-spender', rule: 'amount_spent >= 500', says: 'Spent at least 500 in your store’s currency.' },
  { key: 'subscribers', kind: 'Core', name: 'Email subscribers', tag: 'email-subscriber', rule: "email_subscription_status = 'SUBSCRIBED'", says: 'May be written to by email.' },
  { key: 'at-risk', kind: 'Journey', name: 'Regulars going quiet', tag: 'at-risk', rule: 'number_of_orders >= 2 AND last_order_date < -90d', says: 'Ordered at least twice, but not in the last 90 days.' },
  { key: 'active', kind: 'Behaviour', name: 'Bought twice this month', tag: 'active-buyer', rule: 'orders_placed MATCHES (date >= -30d, count >= 2)', says: 'Two or more orders within the last 30 days.' },
  { key: 'seasonal', kind: 'Behaviour', name: 'November regulars', tag: 'november-regular', rule: 'orders_placed MATCHES (month = 11, months_ago BETWEEN 0 AND 35, years >= 2)', says: 'Ordered in at least two of the last three Novembers.' },
]

export function templateOf(key: string | null): Template | undefined {
  return templates.find((template) => template.key === key)
}
