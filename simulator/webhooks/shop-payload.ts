// shop/update, app/uninstalled, app/scopes_update: the shop's own page.
import { gid } from '../store/gid.ts'
import type { Store } from '../store/model.ts'
import { utcStamp } from './stamp.ts'

const planNames = { standard: ['Basic', 'basic'], advanced: ['Advanced', 'unlimited'], plus: ['Shopify Plus', 'shopify_plus'], enterprise: ['Shopify Plus', 'enterprise'] } as const

export function shopPayload(store: Store) {
  const { shopId, name, domain, currency, zone, plan } = store.settings
  const [displayName, planName] = planNames[plan]
  return {
    id: shopId,
    name,
    email: `owner@${domain}`,
    domain: null,
    province: 'Berlin',
    country: 'DE',
    address1: 'Torstraße 1',
    zip: '10119',
    city: 'Berlin',
    source: null,
    phone: '',
    latitude: null,
    longitude: null,
    primary_locale: 'en',
    address2: null,
    created_at: null,
    updated_at: null,
    country_code: 'DE',
    country_name: 'Germany',
    currency,
    customer_email: `owner@${domain}`,
    timezone: zone,
    iana_timezone: zone,
    shop_owner: 'Demo Owner',
    money_format: '{{amount}}',
    money_with_currency_format: `{{amount}} ${currency}`,
    weight_unit: 'kg',
    province_code: 'BE',
    taxes_included: true,
    auto_configure_tax_inclusivity: null,
    tax_shipping: null,
    county_taxes: null,
    plan_display_name: displayName,
    plan_name: planName,
    has_discounts: store.discounts.size > 0,
    has_gift_cards: true,
    myshopify_domain: domain,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    money_in_emails_format: '{{amount}}',
    money_with_currency_in_emails_format: `{{amount}} ${currency}`,
    eligible_for_payments: true,
    requires_extra_payments_agreement: false,
    password_enabled: false,
    has_storefront: true,
    finances: true,
    primary_location_id: 655441491,
    checkout_api_supported: true,
    multi_location_enabled: true,
    setup_required: false,
    pre_launch_enabled: false,
    enabled_presentment_currencies: [currency],
    marketing_sms_consent_enabled_at_checkout: true,
    transactional_sms_disabled: false,
  }
}

export const scopesPayload = (store: Store, previous: readonly string[], current: readonly string[], at: number) => ({
  id: 1,
  shop_id: gid('Shop', store.settings.shopId),
  previous,
  current,
  updated_at: utcStamp(at),
})
