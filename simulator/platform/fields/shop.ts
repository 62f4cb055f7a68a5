// What the API says of the shop, and of the app in it.
import { gid } from '../../store/gid.ts'
import type { Plan, Store } from '../../store/model.ts'
import { type FieldContext, fieldsOf, plain } from './field.ts'

const planNames: Record<Plan, string> = { standard: 'Basic', advanced: 'Advanced', plus: 'Shopify Plus', enterprise: 'Shopify Enterprise' }

export const appId = 1

export const appOf = ({ world }: FieldContext) => ({ id: gid('App', appId), apiKey: world.config.apiKey })

export const installationOf = (context: FieldContext) => ({
  id: gid('AppInstallation', appId),
  app: appOf(context),
  launchUrl: context.world.config.appUrl,
  accessScopes: grantedScopes(context).map((handle) => ({ handle, description: handle })),
})

/** A store whose whole history can be read is one that granted the scope for it. */
function grantedScopes({ world }: FieldContext): readonly string[] {
  const { scopes } = world.installation
  return world.store.settings.readAllOrders && !scopes.includes('read_all_orders') ? [...scopes, 'read_all_orders'] : scopes
}

export const shopFields = {
  Shop: fieldsOf<Store>({
    id: ({ settings }) => gid('Shop', settings.shopId),
    name: ({ settings }) => settings.name,
    myshopifyDomain: ({ settings }) => settings.domain,
    url: ({ settings }) => `https://${settings.domain}`,
    email: ({ settings }) => `owner@${settings.domain}`,
    contactEmail: ({ settings }) => `owner@${settings.domain}`,
    ianaTimezone: ({ settings }) => settings.zone,
    currencyCode: ({ settings }) => settings.currency,
    plan: ({ settings: { plan } }) => ({
      displayName: planNames[plan],
      publicDisplayName: planNames[plan],
      shopifyPlus: plan === 'plus' || plan === 'enterprise',
      partnerDevelopment: false,
    }),
  }),
  ShopPlan: plain,
  App: plain,
  AppInstallation: plain,
  AccessScope: plain,
}
