// Deliveries about the shop as a whole: the app's own life, settings, bulk operations and privacy.
import { id, plain } from '#app/shopify/payloads/allow.ts'
import { type Heard, event, ignored } from '#app/shopify/payloads/heard.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'
import { type Fields, fields, requiredId, shopifyId, texts } from '#app/shopify/payloads/read.ts'

/** The event itself says enough. */
export const nothing = {} as const

export const heardUninstall = (): Heard => event({ kind: 'uninstalled' })
export const heardShop = (): Heard => event({ kind: 'shopChanged' })

export const scopesShape = { current: [plain] } as const
export const heardScopes = (payload: Fields): Heard => event({ kind: 'scopesChanged', scopes: texts(payload.current) })

export const bulkShape = { admin_graphql_api_id: id, status: plain, type: plain } as const
export const heardBulk = (): Heard => event({ kind: 'bulkFinished' })

export const heardCollection = (): Heard => ignored('collections are read with their products')

export const dataRequestShape = { customer: { id }, orders_requested: [id], data_request: { id } } as const
export const heardDataRequest = (payload: Fields): Heard =>
  event({
    kind: 'dataRequested',
    customer: requiredId('customer', fields(payload.customer).id),
    orders: ids(payload.orders_requested),
    request: shopifyId(fields(payload.data_request).id),
  })

export const customerRedactShape = { customer: { id }, orders_to_redact: [id] } as const
export const heardCustomerRedact = (payload: Fields): Heard =>
  event({ kind: 'redactCustomer', customer: requiredId('customer', fields(payload.customer).id), orders: ids(payload.orders_to_redact) })

export const heardShopRedact = (): Heard => event({ kind: 'redactShop' })

const ids = (value: Json): string[] => texts(value).flatMap((each) => shopifyId(each) ?? [])
