// Metafields and addresses reach the columns as they were given, whoever has them and in whatever order customers come.
import { expect, test } from 'vitest'
import type { Block } from '#app/core/facts/block.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { CustomerFacts, Place } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { customer } from '#tests/core/facts/people.ts'

function blockOf(people: readonly CustomerFacts[]): Block {
  const builder = new BlockBuilder({ foldTag })
  for (const one of people) builder.addCustomer(one)
  return builder.build().block
}

const place = (changes: Partial<Place>): Place => ({ country: null, region: null, city: null, zip: null, lat: null, lon: null, ...changes })

test('a metafield has a column when somebody has it, and each distinct value stands in it once', () => {
  const block = blockOf([
    customer(9, { metafields: { 'metafields.a.b': { type: 'boolean', value: 'true' }, 'metafields.a.c': { type: 'date', value: '2020-05-30' } } }),
    customer(4),
    customer(2, { metafields: { 'metafields.a.b': { type: 'single_line_text_field', value: 'true' } } }),
    customer(7, { metafields: { 'metafields.a.b': { type: 'boolean', value: 'true' } } }),
  ])
  const read = (path: string): (string | null)[] => {
    const { codes, values } = block.metafields.get(path)!
    return Array.from(codes, (code) => (code === 0 ? null : `${values[code]!.type} ${values[code]!.value}`))
  }
  expect([...block.metafields.keys()]).toEqual(['metafields.a.b', 'metafields.a.c'])
  expect(read('metafields.a.b')).toEqual(['single_line_text_field true', null, 'boolean true', 'boolean true'])
  expect(read('metafields.a.c')).toEqual([null, null, null, 'date 2020-05-30'])
  expect(block.metafields.get('metafields.a.b')!.values).toHaveLength(3)
})

test('addresses stay whole, postcodes without blanks and case', () => {
  const { places, hasNote, hasPhone } = blockOf([
    customer(5, { hasNote: true, places: [place({ country: 'GB', zip: 'sw1a 2aa', lat: 51.5, lon: -0.13 }), place({ city: 'GB-Bath' })] }),
    customer(3, { hasPhone: true }),
    customer(1, { places: [place({ region: 'US-NY' })] }),
  ])
  expect(places.starts).toEqual(Uint32Array.of(0, 1, 1, 3))
  const texts = (on: keyof typeof places.texts): string[] => Array.from(places.texts[on].codes, (code) => places.texts[on].dictionary.texts[code]!)
  expect(texts('country')).toEqual(['', 'GB', ''])
  expect(texts('region')).toEqual(['US-NY', '', ''])
  expect(texts('city')).toEqual(['', '', 'GB-Bath'])
  expect(texts('postcode')).toEqual(['', 'SW1A2AA', ''])
  expect(places.latitude).toEqual(Float64Array.of(NaN, 51.5, NaN))
  expect(places.longitude).toEqual(Float64Array.of(NaN, -0.13, NaN))
  expect([hasNote, hasPhone]).toEqual([Uint8Array.of(0, 0, 1), Uint8Array.of(0, 1, 0)])
})
