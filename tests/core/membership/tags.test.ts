// The law of tags: what is written is the difference of sets, we take away only what we added, and writing it leaves nothing to write.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { tagDifference } from '#app/core/membership/tags.ts'

const spelling = fc.constantFrom('vip', 'VIP', ' Vip ', 'gold', 'Gold', 'lapsed', 'Straße', 'STRASSE', 'new  buyer', 'New buyer')
const tags = fc.array(spelling, { maxLength: 8 })
const question = fc.record({ wanted: tags, seen: tags, ours: tags.map((names) => new Set(names.map(foldTag))) })
const without = (a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> => new Set([...a].filter((name) => !b.has(name)))
const folds = (names: readonly string[]): Set<string> => new Set(names.map(foldTag))

describe('the difference of tags', () => {
  test('is as large as the difference of the sets, and empty once it is written', () => {
    fc.assert(
      fc.property(question, ({ wanted, seen, ours }) => {
        const { add, remove } = tagDifference({ wanted, seen, ours })
        const want = folds(wanted)
        const stand = folds(seen)
        expect(folds(add)).toEqual(without(want, stand))
        expect(add).toHaveLength(without(want, stand).size)
        expect(folds(remove)).toEqual(without(new Set([...stand].filter((name) => ours.has(name))), want))
        expect(remove).toHaveLength(folds(remove).size)

        const after = [...seen.filter((tag) => !folds(remove).has(foldTag(tag))), ...add]
        const oursAfter = without(new Set([...ours, ...folds(add)]), folds(remove))
        expect(tagDifference({ wanted, seen: after, ours: oursAfter })).toMatchObject({ add: [], remove: [] })
      }),
      { seed: 7, numRuns: 500 },
    )
  })

  test('never takes away a tag that is not ours', () => {
    fc.assert(
      fc.property(question, ({ wanted, seen, ours }) => {
        for (const tag of tagDifference({ wanted, seen, ours }).remove) expect(ours.has(foldTag(tag))).toBe(true)
      }),
      { seed: 8, numRuns: 500 },
    )
  })

  test('a tag of ours that somebody took away is no longer ours, unless it is wanted again', () => {
    expect(tagDifference({ wanted: [], seen: [], ours: new Set(['vip']) })).toEqual({ add: [], remove: [], disown: ['vip'], takenOff: [] })
    expect(tagDifference({ wanted: ['VIP'], seen: [], ours: new Set(['vip']) })).toEqual({ add: ['VIP'], remove: [], disown: [], takenOff: ['vip'] })
  })

  test('a tag that stood there first is left alone in every spelling', () => {
    expect(tagDifference({ wanted: ['VIP'], seen: ['vip'], ours: new Set() })).toEqual({ add: [], remove: [], disown: [], takenOff: [] })
    expect(tagDifference({ wanted: [], seen: ['vip'], ours: new Set() })).toEqual({ add: [], remove: [], disown: [], takenOff: [] })
  })
})
