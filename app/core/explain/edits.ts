// Changes to what a customer is: the smallest that turns one test, and the customer with them.
import { NO, YES } from '#app/core/evaluate/verdict.ts'
import type { Subject } from '#app/core/explain/subject.ts'
import type { CustomerFacts, MetafieldFact, Place } from '#app/core/facts/facts.ts'
import type { MetafieldTest, NumberRange, PlaceCondition, PlanTest, TextColumn } from '#app/core/plan/plan.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'

export type Edit =
  /** Null: no value. Where any value does, one that stands for it. */
  | { readonly kind: 'text'; readonly column: TextColumn; readonly value: string | null }
  | { readonly kind: 'flag'; readonly column: 'hasNote' | 'hasPhone'; readonly value: boolean }
  /** `column`: tags of the merchant's own are tags too. */
  | { readonly kind: 'tag'; readonly tag: string; readonly column: 'tags' | 'foreignTags'; readonly carried: boolean }
  | { readonly kind: 'no tags'; readonly column: 'tags' | 'foreignTags' }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'no place'; readonly where: { readonly on: 'country' | 'region' | 'city'; readonly value: string } | null }
  | { readonly kind: 'metafield'; readonly path: string; readonly value: MetafieldFact | null }

/** Null when the test is not of what a customer is, or no value can be named. */
export function editFor(test: PlanTest, wanted: typeof NO | typeof YES): Edit | null {
  const yes = wanted === YES
  switch (test.kind) {
    case 'text': return { kind: 'text', column: test.column, value: yes ? test.value : null }
    case 'flag': return { kind: 'flag', column: test.column, value: yes }
    case 'contains': {
      if (test.column === 'tags' || test.column === 'foreignTags') return { kind: 'tag', tag: test.value, column: test.column, carried: yes }
      const on = PLACES[test.column]
      return yes ? { kind: 'place', place: placeOf([{ on, values: [test.value], negated: false }])! } : { kind: 'no place', where: { on, value: test.value } }
    }
    case 'present': return presence(test.column, yes)
    case 'metafield': {
      const value = yes ? metafieldOf(test.is) : null
      return yes && value === null ? null : { kind: 'metafield', path: test.path, value }
    }
    case 'place': {
      if (!yes) return { kind: 'no place', where: null }
      const place = placeOf(test.where)
      return place && { kind: 'place', place }
    }
    default: return null
  }
}

export function edited(subject: Subject, edits: readonly Edit[]): Subject {
  return edits.length === 0 ? subject : { ...subject, customer: edits.reduce(apply, subject.customer) }
}

const PLACES = { countries: 'country', regions: 'region', cities: 'city' } as const
const NOWHERE: Place = { country: null, region: null, city: null, zip: null, lat: null, lon: null }

function apply(customer: CustomerFacts, edit: Edit): CustomerFacts {
  switch (edit.kind) {
    case 'text': return { ...customer, [edit.column]: edit.value }
    case 'flag': return { ...customer, [edit.column]: edit.value }
    case 'no tags': return { ...customer, [edit.column]: [] }
    case 'tag': {
      const without = customer[edit.column].filter((tag) => foldTag(tag) !== foldTag(edit.tag))
      return { ...customer, [edit.column]: edit.carried ? [...without, edit.tag] : without }
    }
    case 'place': return { ...customer, places: [...customer.places, edit.place] }
    case 'no place': {
      const { where } = edit
      return { ...customer, places: where === null ? [] : customer.places.filter((place) => place[where.on] !== where.value) }
    }
    case 'metafield': {
      const { [edit.path]: _, ...others } = customer.metafields
      return { ...customer, metafields: edit.value === null ? others : { ...others, [edit.path]: edit.value } }
    }
  }
}

function presence(column: Extract<PlanTest, { kind: 'present' }>['column'], yes: boolean): Edit | null {
  switch (column) {
    case 'customerCreated':
    case 'firstOrder':
    case 'lastOrder':
    case 'abandonedCheckout': return null
    case 'tags':
    case 'foreignTags': return yes ? { kind: 'tag', tag: 'any', column, carried: true } : { kind: 'no tags', column }
    case 'countries':
    case 'regions':
    case 'cities': return yes ? { kind: 'place', place: { ...NOWHERE, [PLACES[column]]: 'any' } } : { kind: 'no place', where: null }
    default: return { kind: 'text', column, value: yes ? 'any' : null }
  }
}

/** Null when the conditions are not met by naming their first values. */
function placeOf(where: readonly PlaceCondition[]): Place | null {
  let place = NOWHERE
  for (const condition of where) {
    if (condition.negated) return null
    if (condition.on === 'postcode') place = { ...place, zip: condition.prefixes[0] ?? null }
    else if (condition.on === 'distance') place = { ...place, lat: Number(condition.latitude), lon: Number(condition.longitude) }
    else place = { ...place, [condition.on]: condition.values[0] ?? null }
  }
  return place
}

function metafieldOf(is: MetafieldTest): MetafieldFact | null {
  switch (is.as) {
    case 'present': return { type: 'single_line_text_field', value: 'any' }
    case 'text': return is.values.length > 0 ? { type: 'single_line_text_field', value: is.values[0]! } : null
    case 'element': return { type: 'list.single_line_text_field', value: JSON.stringify([is.value]) }
    case 'boolean': return { type: 'boolean', value: String(is.value) }
    case 'number': {
      const value = numberIn(is.range)
      return value === null ? null : { type: 'number_decimal', value }
    }
    case 'date': return null
  }
}

function numberIn({ min, max }: NumberRange): string | null {
  if (min?.inclusive) return min.value
  return max?.inclusive ? max.value : null
}
