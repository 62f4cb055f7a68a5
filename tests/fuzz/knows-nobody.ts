// A Shopify that answers every question, and knows none of the ids it is asked for.
import type { Shopify } from '#app/shopify/shopify.ts'
import { busy } from '#tests/journeys/door-stage.ts'

const settings = { shop: { id: 'gid://shopify/Shop/1', ianaTimezone: 'Europe/Berlin', currencyCode: 'USD', plan: null }, currentAppInstallation: { accessScopes: [{ handle: 'read_all_orders' }] } }

export const knowsNobody: Shopify = {
  ...busy,
  ask: async <T>(_shop: string, _document: string, variables: Record<string, unknown> = {}) => {
    const { ids } = variables
    const data: unknown = Array.isArray(ids) ? { nodes: ids.map(() => null) } : settings
    return { kind: 'ok', data: data as T, cost: null }
  },
}
