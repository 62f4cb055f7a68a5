// The addresses of customers in columns: what rules ask of one address, side by side.
import type { Places } from '#app/core/facts/block.ts'
import { floats, naturals } from '#app/core/facts/column.ts'
import type { Place } from '#app/core/facts/facts.ts'
import { normalPostcode } from '#app/core/facts/postcode.ts'
import { TextColumn, elementsOf } from '#app/core/facts/text-columns.ts'

export class PlaceColumns {
  readonly #ends = naturals()
  readonly #country = new TextColumn()
  readonly #region = new TextColumn()
  readonly #city = new TextColumn()
  readonly #postcode = new TextColumn()
  readonly #latitude = floats()
  readonly #longitude = floats()

  /** All addresses of the next customer. */
  add(places: readonly Place[]): void {
    for (const { country, region, city, zip, lat, lon } of places) {
      this.#country.push(country)
      this.#region.push(region)
      this.#city.push(city)
      this.#postcode.push(zip && normalPostcode(zip))
      this.#latitude.push(lat ?? NaN)
      this.#longitude.push(lon ?? NaN)
    }
    this.#ends.push(this.#latitude.length)
  }

  build(rows: Uint32Array): Places {
    const { starts, from } = elementsOf(this.#ends.values, rows)
    return {
      starts,
      texts: { country: this.#country.build(from), region: this.#region.build(from), city: this.#city.build(from), postcode: this.#postcode.build(from) },
      latitude: this.#latitude.gather(from),
      longitude: this.#longitude.gather(from),
    }
  }
}
