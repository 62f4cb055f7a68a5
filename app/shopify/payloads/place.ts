// One address, from a webhook or from the API, reduced to what rules can ask: no name, no street, no phone number.
import type { Place } from '#app/core/facts/facts.ts'
import { district, id, plain, rounded } from '#app/shopify/payloads/allow.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'
import { type Fields, text } from '#app/shopify/payloads/read.ts'

/** The allow-list of one address in a REST payload. */
export const addressShape = { id, country_code: plain, province_code: plain, city: plain, zip: district, latitude: rounded, longitude: rounded }

/** Region like `DE-BE`; city like `DE-BE-Berlin`, or `DE-Berlin` where there is no province. */
export function place(country: Json, province: Json, city: Json, zip: Json, lat: Json, lon: Json): Place | null {
  const land = text(country)
  const part = text(province)
  const town = text(city)?.replace(/\s+/g, '') ?? null
  const region = land && part ? `${land}-${part}` : null
  const found: Place = {
    country: land,
    region,
    city: land && town ? `${region ?? land}-${town}` : null,
    zip: text(zip),
    lat: typeof lat === 'number' ? lat : null,
    lon: typeof lon === 'number' ? lon : null,
  }
  return Object.values(found).some((value) => value !== null) ? found : null
}

/** Of an address as projected with `addressShape`. */
export const restPlace = (address: Fields): Place | null =>
  place(address.country_code, address.province_code, address.city, address.zip, address.latitude, address.longitude)
