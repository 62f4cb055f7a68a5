// Rules that ask when somebody entered or left wait for the change they ask about, and only they do.
import { expect, test } from 'vitest'
import { changesInTurn } from '#app/core/membership/changes-in-turn.ts'
import type { Answered, Standing } from '#app/core/membership/changes.ts'

/** 2 asks when they entered or left 1, and 3 asks that of 2. */
const askers = new Map([[1, [2]], [2, [3]]])

function ask(standing: readonly Standing[], members: readonly number[], more: Partial<Answered> = {}) {
  const { changes, members: stand, unknowns } = changesInTurn({
    standing: { members: standing, unknowns: [] }, answered: { members, unknowns: [], flips: [], ...more },
    on: new Set([1, 2, 3, 4]), paused: new Set(), now: 100, reasonFor: () => 'event',
  }, askers)
  return { changes: changes.map(({ segment, kind }) => `${kind} ${segment}`), members: stand.map(({ segment }) => segment), unknowns }
}

test('whoever asks stays as they stand, in or out, whatever they were answered', () => {
  expect(ask([], [1, 2, 4])).toEqual({ changes: ['entered 1', 'entered 4'], members: [1, 4], unknowns: [] })
  expect(ask([{ segment: 2, since: 5 }], [1])).toEqual({ changes: ['entered 1'], members: [1, 2], unknowns: [] })
  expect(ask([{ segment: 1, since: 5 }], [], { flips: [{ segment: 2, at: 50, entered: true }], unknowns: [2] })).toEqual({ changes: ['left 1'], members: [], unknowns: [] })
})

test('where nothing changes of what is asked they change, and in a chain one after the other', () => {
  expect(ask([{ segment: 1, since: 5 }], [1, 2]).changes).toEqual(['entered 2'])
  expect(ask([], [1, 2, 3]).changes).toEqual(['entered 1'])
  expect(ask([{ segment: 1, since: 5 }], [1, 2, 3]).changes).toEqual(['entered 2'])
  expect(ask([{ segment: 1, since: 5 }, { segment: 2, since: 6 }], [1, 2, 3]).changes).toEqual(['entered 3'])
})
