// The deliveries that carry one group of a customer's fields each: totals, tags, consent.
import { id, plain } from '#app/shopify/payloads/allow.ts'
import { type Heard, type Setting, facts } from '#app/shopify/payloads/heard.ts'
import { type Fields, fields, instant, money, requiredId, requiredInstant, shopifyId, sinceEver, text, texts, upper, whole } from '#app/shopify/payloads/read.ts'

export const totalsShape = { customerId: id, numberOfOrders: plain, amountSpent: { amount: plain, currencyCode: plain }, lastOrderId: id, occurredAt: plain } as const

export function heardTotals(payload: Fields, { currency }: Setting): Heard {
  const spent = fields(payload.amountSpent)
  return facts({
    kind: 'totals',
    customer: requiredId('customer', payload.customerId),
    numberOfOrders: whole(payload.numberOfOrders),
    amountSpent: money(spent.amount, text(spent.currencyCode) ?? currency) ?? 0,
    lastOrder: shopifyId(payload.lastOrderId),
    at: requiredInstant('occurredAt', payload.occurredAt),
  })
}

export const tagsShape = { customerId: id, tags: [plain], occurredAt: plain } as const

export const heardTags = (direction: 'added' | 'removed') => (payload: Fields): Heard =>
  facts({
    kind: 'tagsChanged',
    customer: requiredId('customer', payload.customerId),
    added: direction === 'added' ? texts(payload.tags) : [],
    removed: direction === 'removed' ? texts(payload.tags) : [],
    at: requiredInstant('occurredAt', payload.occurredAt),
  })

const consentShape = { state: plain, consent_updated_at: plain } as const
export const emailConsentShape = { customer_id: id, email_marketing_consent: consentShape } as const
export const smsConsentShape = { id, sms_marketing_consent: consentShape } as const

const consentChange = (kind: 'emailConsent' | 'smsConsent', customer: string, consent: Fields): Heard =>
  facts({ kind, customer, state: upper(consent.state), at: instant(consent.consent_updated_at) ?? sinceEver })

export const heardEmailConsent = (payload: Fields): Heard =>
  consentChange('emailConsent', requiredId('customer', payload.customer_id), fields(payload.email_marketing_consent))

export const heardSmsConsent = (payload: Fields): Heard =>
  consentChange('smsConsent', requiredId('customer', payload.id), fields(payload.sms_marketing_consent))
