// The columns of a block that hold one value or one list a customer.
import { bytes, floats, integers, naturals } from '#app/core/facts/column.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { CustomerFacts } from '#app/core/facts/facts.ts'
import { HistoryColumns } from '#app/core/facts/history-columns.ts'
import { MetafieldColumns } from '#app/core/facts/metafield-columns.ts'
import { PlaceColumns } from '#app/core/facts/place-columns.ts'
import { ListColumn, TextColumn, gatherLists } from '#app/core/facts/text-columns.ts'

type Part = Pick<Block, 'numbers' | 'createdAt' | 'numberOfOrders' | 'amountSpent' | 'hasNote' | 'hasPhone' | 'metafields' | 'places' | 'texts' | 'lists' | 'members' | 'histories' | 'lastCreated'>

export class CustomerColumns {
  readonly #numbers = naturals()
  readonly #createdAt = floats()
  readonly #numberOfOrders = integers()
  readonly #amountSpent = floats()
  readonly #hasNote = bytes()
  readonly #hasPhone = bytes()
  readonly #metafields = new MetafieldColumns()
  readonly #places = new PlaceColumns()
  readonly #texts = {
    state: new TextColumn(), locale: new TextColumn(), emailDomain: new TextColumn(), emailConsent: new TextColumn(),
    smsConsent: new TextColumn(), productSubscription: new TextColumn(), spendTier: new TextColumn(), rfmGroup: new TextColumn(),
  }
  readonly #lists: Record<keyof Block['lists'], ListColumn>
  readonly #memberEnds = naturals()
  readonly #memberSegments = naturals()
  readonly #histories = new HistoryColumns()
  #lastCreated = -Infinity

  constructor(foldTag: (tag: string) => string) {
    this.#lists = {
      tags: new ListColumn(foldTag), foreignTags: new ListColumn(foldTag),
      countries: new ListColumn(), regions: new ListColumn(), cities: new ListColumn(),
    }
  }

  add(facts: CustomerFacts): void {
    const texts = this.#texts
    const lists = this.#lists
    this.#numbers.push(facts.number)
    this.#createdAt.push(facts.createdAt ?? NaN)
    if (facts.createdAt !== null && facts.createdAt > this.#lastCreated) this.#lastCreated = facts.createdAt
    this.#numberOfOrders.push(facts.numberOfOrders)
    this.#amountSpent.push(facts.amountSpent)
    this.#hasNote.push(+facts.hasNote)
    this.#hasPhone.push(+facts.hasPhone)
    this.#metafields.add(facts.metafields)
    this.#places.add(facts.places)
    texts.state.push(facts.state)
    texts.locale.push(facts.locale)
    texts.emailDomain.push(facts.emailDomain)
    texts.emailConsent.push(facts.emailConsent)
    texts.smsConsent.push(facts.smsConsent)
    texts.productSubscription.push(facts.productSubscription)
    texts.spendTier.push(facts.spendTier)
    texts.rfmGroup.push(facts.rfmGroup)
    for (const tag of facts.tags) lists.tags.add(tag)
    for (const tag of facts.foreignTags) lists.foreignTags.add(tag)
    for (const place of facts.places) {
      lists.countries.add(place.country)
      lists.regions.add(place.region)
      lists.cities.add(place.city)
    }
    lists.tags.endRow()
    lists.foreignTags.endRow()
    lists.countries.endRow()
    lists.regions.endRow()
    lists.cities.endRow()
    for (const segment of facts.members) this.#memberSegments.push(segment)
    this.#memberEnds.push(this.#memberSegments.length)
    this.#histories.add(facts.histories ?? [])
  }

  /** Rows in ascending customer number. Throws RangeError when a number came twice. */
  build(): Part {
    const rows = ascending(this.#numbers.values.subarray(0, this.#numbers.length))
    const texts = this.#texts
    const lists = this.#lists
    const members = gatherLists(this.#memberEnds.values, this.#memberSegments.values, rows)
    return {
      numbers: this.#numbers.gather(rows),
      createdAt: this.#createdAt.gather(rows),
      numberOfOrders: this.#numberOfOrders.gather(rows),
      amountSpent: this.#amountSpent.gather(rows),
      hasNote: this.#hasNote.gather(rows),
      hasPhone: this.#hasPhone.gather(rows),
      metafields: this.#metafields.build(rows),
      places: this.#places.build(rows),
      texts: {
        state: texts.state.build(rows), locale: texts.locale.build(rows), emailDomain: texts.emailDomain.build(rows),
        emailConsent: texts.emailConsent.build(rows), smsConsent: texts.smsConsent.build(rows),
        productSubscription: texts.productSubscription.build(rows), spendTier: texts.spendTier.build(rows), rfmGroup: texts.rfmGroup.build(rows),
      },
      lists: {
        tags: lists.tags.build(rows), foreignTags: lists.foreignTags.build(rows), countries: lists.countries.build(rows),
        regions: lists.regions.build(rows), cities: lists.cities.build(rows),
      },
      members: { starts: members.starts, segments: members.values },
      histories: this.#histories.build(rows),
      lastCreated: this.#lastCreated,
    }
  }
}

/** The places of the numbers, smallest number first. */
function ascending(numbers: Uint32Array): Uint32Array {
  const places = Uint32Array.from(numbers, (_, place) => place)
  if (!isAscending(numbers)) places.sort((a, b) => numbers[a]! - numbers[b]!)
  for (let row = 1; row < places.length; row++) {
    const number = numbers[places[row]!]!
    if (number === numbers[places[row - 1]!]) throw new RangeError(`Customer ${number} was added twice`)
  }
  return places
}

function isAscending(numbers: Uint32Array): boolean {
  for (let place = 1; place < numbers.length; place++) if (numbers[place]! < numbers[place - 1]!) return false
  return true
}
