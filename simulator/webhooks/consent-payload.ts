// Consent to marketing by mail and by text message: two topics, two shapes.
import type { Consent, Customer, Store } from '../store/model.ts'
import { stamp } from './stamp.ts'

const consent = (store: Store, value: Consent) => ({
  state: value.state.toLowerCase(),
  opt_in_level: value.state === 'SUBSCRIBED' || value.state === 'PENDING' ? 'single_opt_in' : null,
  consent_updated_at: stamp(value.at, store.settings.zone),
})

export const emailConsentPayload = (store: Store, customer: Customer) => ({
  customer_id: customer.id,
  email_address: customer.email,
  email_marketing_consent: consent(store, customer.emailConsent),
})

export const smsConsentPayload = (store: Store, customer: Customer) => ({
  id: customer.id,
  phone: customer.phone,
  sms_marketing_consent: { ...consent(store, customer.smsConsent), consent_collected_from: 'shopify' },
})
