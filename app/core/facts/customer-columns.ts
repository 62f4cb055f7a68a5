// The columns of a block that hold one value or one set a customer.
import { bytes, floats, integers, naturals } from '#app/core/facts/column.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { CustomerFacts, Instant } from '#app/core/facts/facts.ts'
import { HistoryColumns } from '#app/core/facts/history-columns.ts'
import { MetafieldColumns } from '#app/core/facts/metafield-columns.ts'
import { customerLists, customerTexts, eachHeld, heldOf } from '#app/core/facts/parts.ts'
import type { CustomerListPart, CustomerTextPart, Parts } from '#app/core/facts/parts.ts'
import { PlaceColumns } from '#app/core/facts/place-columns.ts'
import { SetColumn } from '#app/core/facts/set-columns.ts'
import { TextColumn, gatherLists } from '#app/core/facts/text-columns.ts'

type Columns = Pick<Block, 'numbers' | 'createdAt' | 'numberOfOrders' | 'amountSpent' | 'hasNote' | 'hasPhone' | 'metafields' | 'places' | 'texts' | 'lists' | 'members' | 'histories' | 'lastCreated'>

/** To put a customer in part by part: `begin`, then a value to each part that is held, then `end`. */
export class CustomerColumns {
  readonly texts: Readonly<Record<CustomerTextPart, TextColumn>>
  readonly lists: Readonly<Record<CustomerListPart, SetColumn>>
  readonly numberOfOrders = integers()
  readonly amountSpent = floats()
  readonly hasNote = bytes()
  readonly hasPhone = bytes()
  readonly metafields = new MetafieldColumns()
  readonly places = new PlaceColumns()
  readonly histories = new HistoryColumns()
  readonly #numbers = naturals()
  readonly #createdAt = floats()
  readonly #memberEnds = naturals()
  readonly #memberSegments = naturals()
  readonly #parts: Parts
  readonly #heldTexts: readonly CustomerTextPart[]
  readonly #heldLists: readonly CustomerListPart[]
  #lastCreated = -Infinity

  constructor(foldTag: (tag: string) => string, parts: Parts) {
    this.#parts = parts
    this.texts = Object.fromEntries(customerTexts.map((part) => [part, new TextColumn()])) as Record<CustomerTextPart, TextColumn>
    this.lists = Object.fromEntries(customerLists.map((part) => [part, new SetColumn(part === 'tags' || part === 'foreignTags' ? foldTag : undefined)])) as Record<CustomerListPart, SetColumn>
    this.#heldTexts = customerTexts.filter((part) => parts.has(part))
    this.#heldLists = customerLists.filter((part) => parts.has(part))
  }

  begin(number: number, createdAt: Instant | null): void {
    this.#numbers.push(number)
    this.#createdAt.push(createdAt ?? NaN)
    if (createdAt !== null && createdAt > this.#lastCreated) this.#lastCreated = createdAt
  }

  addMember(segment: number): void {
    this.#memberSegments.push(segment)
  }

  end(): void {
    for (const part of this.#heldLists) this.lists[part].endRow()
    this.#memberEnds.push(this.#memberSegments.length)
  }

  add(facts: CustomerFacts): void {
    const parts = this.#parts
    this.begin(facts.number, facts.createdAt)
    for (const part of this.#heldTexts) this.texts[part].push(facts[part])
    if (parts.has('tags')) for (const tag of facts.tags) this.lists.tags.add(tag)
    if (parts.has('foreignTags')) for (const tag of facts.foreignTags) this.lists.foreignTags.add(tag)
    for (const place of facts.places) {
      if (parts.has('countries')) this.lists.countries.add(place.country)
      if (parts.has('regions')) this.lists.regions.add(place.region)
      if (parts.has('cities')) this.lists.cities.add(place.city)
    }
    if (parts.has('numberOfOrders')) this.numberOfOrders.push(facts.numberOfOrders)
    if (parts.has('amountSpent')) this.amountSpent.push(facts.amountSpent)
    if (parts.has('hasNote')) this.hasNote.push(+facts.hasNote)
    if (parts.has('hasPhone')) this.hasPhone.push(+facts.hasPhone)
    if (parts.has('metafields')) this.metafields.add(facts.metafields)
    if (parts.has('places')) this.places.add(facts.places)
    if (parts.has('members')) for (const segment of facts.members) this.addMember(segment)
    this.histories.add(facts.histories ?? [])
    this.end()
  }

  /** Rows in ascending customer number. Throws RangeError when a number came twice. */
  build(): Columns {
    const parts = this.#parts
    const rows = ascending(this.#numbers.values.subarray(0, this.#numbers.length))
    const columns = heldOf(parts, {
      numberOfOrders: () => this.numberOfOrders.gather(rows),
      amountSpent: () => this.amountSpent.gather(rows),
      hasNote: () => this.hasNote.gather(rows),
      hasPhone: () => this.hasPhone.gather(rows),
      metafields: () => this.metafields.build(rows),
      places: () => this.places.build(rows),
      members: () => {
        const { starts, values } = gatherLists(this.#memberEnds.values, this.#memberSegments.values, rows)
        return { starts, segments: values }
      },
    })
    return Object.assign(columns, {
      numbers: this.#numbers.gather(rows),
      createdAt: this.#createdAt.gather(rows),
      texts: eachHeld(parts, customerTexts, (part) => this.texts[part].build(rows)),
      lists: eachHeld(parts, customerLists, (part) => this.lists[part].build(rows)),
      histories: this.histories.build(rows),
      lastCreated: this.#lastCreated,
    })
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
