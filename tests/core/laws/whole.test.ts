// A slice of `npm run bench -- oracle`: the whole language, every kind of test in one tree, at instants exactly at and beside those at which answers change.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whole } from '#tests/core/laws/arbitrary-whole.ts'
import { agrees } from '#tests/core/laws/whole-law.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 250)

test.each([20_261_122, 42])('masks and untils of the whole language are the naive ones (seed %i)', (seed) => {
  let triples = 0
  fc.assert(fc.property(whole, (world) => { triples += agrees(world) }), { seed, numRuns: RUNS })
  expect(triples).toBeGreaterThan(RUNS * 10)
}, 120_000)
