// What only some rules ask of an order, from its stored row; texts that hold nothing are not parsed, for there are millions.
import type { OrderDetails, ShopifyId } from '#app/core/facts/facts.ts'

export const detailColumns = `current_total, discounts, fulfillment_status, source_name, ship_country, ship_region,
  discount_codes, tags, visit, refunds, line_details`

export interface DetailsReading {
  current_total: number
  discounts: number
  fulfillment_status: string | null
  source_name: string | null
  ship_country: string | null
  ship_region: string | null
  discount_codes: string
  tags: string
  visit: string | null
  refunds: string
  line_details: string
}

interface Visit {
  readonly source: string | null
  readonly utmSource: string | null
  readonly utmMedium: string | null
  readonly utmCampaign: string | null
}

const none: readonly never[] = []
const nowhere: Visit = { source: null, utmSource: null, utmMedium: null, utmCampaign: null }

export function detailsOf(row: DetailsReading): OrderDetails {
  const { source, utmSource, utmMedium, utmCampaign } = row.visit === null ? nowhere : (JSON.parse(row.visit) as Visit)
  return {
    currentTotal: row.current_total,
    discounts: row.discounts,
    fulfillmentStatus: row.fulfillment_status,
    channel: row.source_name,
    shippingCountry: row.ship_country,
    shippingRegion: row.ship_region,
    discountCodes: listed<string>(row.discount_codes),
    tags: listed<string>(row.tags),
    source, utmSource, utmMedium, utmCampaign,
    refunds: listed<[ShopifyId, number, number]>(row.refunds).map(([, at, amount]) => ({ at, amount })),
    lines: listed<[ShopifyId, ShopifyId | null, string | null]>(row.line_details).map(([, variant, sku]) => ({ variant, sku })),
  }
}

const listed = <T>(json: string): readonly T[] => (json === '[]' ? none : (JSON.parse(json) as T[]))
