// Entering and leaving: exact instants where time brought them, unknown never leaves, paused stays, and history adds up to what stands.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesOf, type Answered, type ChangeQuestion, type Memberships } from '#app/core/membership/changes.ts'

const now = 1_000
const none: Memberships = { members: [], unknowns: [] }
const answered = (members: number[], rest: Partial<Answered> = {}): Answered => ({ members, unknowns: [], flips: [], ...rest })
const ask = (over: Partial<ChangeQuestion>) =>
  changesOf({ standing: none, answered: answered([]), on: new Set([1, 2]), paused: new Set([3]), now, reasonFor: () => 'event', ...over })

describe('changes of memberships', () => {
  test('an event enters and leaves at the instant of the verdict', () => {
    const { members, changes } = ask({ standing: { members: [{ segment: 1, since: 5 }], unknowns: [] }, answered: answered([2]) })
    expect(members).toEqual([{ segment: 2, since: now }])
    expect(changes).toEqual([
      { segment: 1, kind: 'left', at: now, reason: 'event' },
      { segment: 2, kind: 'entered', at: now, reason: 'event' },
    ])
  })

  test('time flips keep their own instants, also there and back again', () => {
    const { members, changes } = ask({
      standing: { members: [{ segment: 1, since: 5 }], unknowns: [] },
      answered: answered([1], { flips: [{ segment: 1, at: 400, entered: false }, { segment: 1, at: 700, entered: true }] }),
    })
    expect(members).toEqual([{ segment: 1, since: 700 }])
    expect(changes).toEqual([
      { segment: 1, kind: 'left', at: 400, reason: 'time' },
      { segment: 1, kind: 'entered', at: 700, reason: 'time' },
    ])
  })

  test('unknown neither enters nor leaves', () => {
    const standing = { members: [{ segment: 1, since: 5 }], unknowns: [] }
    expect(ask({ standing, answered: answered([], { unknowns: [1, 2] }) })).toEqual({ members: standing.members, unknowns: [1, 2], changes: [] })
  })

  test('a paused segment stays as it stands, one that is off or gone is left', () => {
    const standing = { members: [{ segment: 3, since: 5 }, { segment: 9, since: 6 }], unknowns: [3] }
    const { members, unknowns, changes } = ask({ standing, reasonFor: () => 'state' })
    expect(members).toEqual([{ segment: 3, since: 5 }])
    expect(unknowns).toEqual([3])
    expect(changes).toEqual([{ segment: 9, kind: 'left', at: now, reason: 'state' }])
  })

  test('with a changed rule nothing is put down to time', () => {
    const flips = [{ segment: 1, at: 400, entered: true }]
    expect(ask({ answered: answered([1], { flips }), reasonFor: () => 'rule' }).changes).toEqual([{ segment: 1, kind: 'entered', at: now, reason: 'rule' }])
  })

  test('what stood before plus the changes is what stands after', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5 }))
    const flips = fc.array(fc.record({ segment: fc.integer({ min: 1, max: 5 }), at: fc.integer({ min: 0, max: now }), entered: fc.boolean() }))
    fc.assert(
      fc.property(ids, ids, ids, flips, ids, (before, members, unknowns, turned, on) => {
        const sorted = [...before].sort((a, b) => a - b)
        const answer = changesOf({
          standing: { members: sorted.map((segment) => ({ segment, since: 0 })), unknowns: [] },
          answered: {
            members: members.filter((segment) => on.includes(segment)),
            unknowns: unknowns.filter((segment) => on.includes(segment) && !members.includes(segment)),
            flips: [...turned].sort((a, b) => a.at - b.at),
          },
          on: new Set(on), paused: new Set(), now, reasonFor: () => 'event',
        })
        const replayed = new Map(sorted.map((segment) => [segment, 0]))
        for (const change of answer.changes) {
          expect(replayed.has(change.segment)).toBe(change.kind === 'left')
          if (change.kind === 'left') replayed.delete(change.segment)
          else replayed.set(change.segment, change.at)
        }
        expect(answer.members).toEqual([...replayed].map(([segment, since]) => ({ segment, since })).sort((a, b) => a.segment - b.segment))
      }),
      { seed: 3, numRuns: 500 },
    )
  })
})
