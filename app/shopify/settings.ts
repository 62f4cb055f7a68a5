// What is asked of the shop itself: zone, currency, plan, and what the app may read.
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { idOf } from '#app/core/ids.ts'
import { whole } from '#app/shopify/answers.ts'
import { customers, orders, products } from '#app/shopify/nodes/kinds.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'
import type { Shopify } from '#app/shopify/shopify.ts'

const document = `query ShopSettings {
  shop { id ianaTimezone currencyCode plan { publicDisplayName } }
  currentAppInstallation { accessScopes { handle } }
}`

// Inside a bulk operation an access error is opaque, so the same selections are asked for in the ordinary way first.
const probe = `query MayRead { ${[customers, orders, products].map(({ root, selection }) => `${root}(first: 1) { nodes { ${selection} } }`).join(' ')} }`

interface Settings {
  readonly shop: { readonly id: string; readonly ianaTimezone: string; readonly currencyCode: string; readonly plan: { readonly publicDisplayName: string } | null }
  readonly currentAppInstallation: { readonly accessScopes: readonly { readonly handle: string }[] }
}

export interface ShopSettings {
  readonly kind: 'settings'
  readonly shopifyId: ShopifyId | null
  /** IANA name. */
  readonly zone: string
  /** ISO 4217 code. */
  readonly currency: string
  readonly plan: string
  /** Orders older than 60 days are readable. */
  readonly readsAllOrders: boolean
}

export async function askSettings(shopify: Pick<Shopify, 'ask'>, shop: string): Promise<ShopSettings | NotRead> {
  const answer = await shopify.ask<Settings>(shop, document)
  if (answer.kind === 'partial') return { kind: 'refused', message: answer.messages.join('; ') }
  if (answer.kind !== 'ok') return answer
  const { shop: told, currentAppInstallation } = answer.data
  return {
    kind: 'settings',
    shopifyId: idOf(told.id),
    zone: told.ianaTimezone,
    currency: told.currencyCode,
    plan: told.plan?.publicDisplayName ?? '',
    readsAllOrders: currentAppInstallation.accessScopes.some((scope) => scope.handle === 'read_all_orders'),
  }
}

/** Whether customers, orders and products may be read at all. */
export async function askWhetherReadable(shopify: Pick<Shopify, 'ask'>, shop: string): Promise<{ readonly kind: 'readable' } | NotRead> {
  const answer = whole(await shopify.ask<unknown>(shop, probe))
  return answer.kind === 'ok' ? { kind: 'readable' } : answer
}
