// The answers over files are the naive oracle's, for any plan, anybody and any instant: reading files loses nothing and leaves out what came later.
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { needsOf } from '#app/core/plan/needs.ts'
import type { Plan, PlanNode, PlanTest } from '#app/core/plan/plan.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { amounts, counts } from '#tests/core/laws/arbitrary-events.ts'
import { scene } from '#tests/core/laws/arbitrary-facts.ts'
import { planNear } from '#tests/core/laws/arbitrary-plan.ts'
import { answer } from '#app/core/naive/answer.ts'
import { answerFiles } from '../../scripts/strata/evaluate/answer-files.ts'
import { fileIn } from './bulk-lines.ts'
import { nodesOf, personInFiles, shopInFiles } from './scene-files.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 400)
const seed = Number(process.env.LAW_SEED ?? 20261122)
const ANSWERS = new Map<unknown, string>([[true, 'yes'], [false, 'no'], [null, 'unknown']])

let folder: string
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'strata-law-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** No file holds checkouts, our own memberships, or which tags are ours. */
function inFiles({ root, fingerprint }: Plan): Plan {
  const held = (one: PlanTest): boolean => {
    const { parts, segments, histories } = needsOf({ root: one, fingerprint })
    return !parts.has('checkouts') && segments.size === 0 && histories.size === 0 && !parts.has('foreignTags')
  }
  const node = (one: PlanNode): PlanNode => {
    if (one.kind === 'all' || one.kind === 'any') return { kind: one.kind, of: one.of.map(node) }
    if (one.kind === 'not') return { kind: 'not', of: node(one.of) }
    return one.kind === 'constant' || held(one) ? one : { kind: 'constant', value: false }
  }
  return { root: node(root), fingerprint }
}

/** What files are read for most carefully: refunds that came later, and what was left of a line. */
const careful: fc.Arbitrary<Plan> = fc.oneof(
  fc.record({ kind: fc.constant('events' as const), of: fc.constant('orders' as const), where: fc.constant([]), having: fc.tuple(fc.record({ of: fc.constant('sumNetAmount' as const), range: amounts, negated: fc.boolean() })) }),
  fc.record({ kind: fc.constant('events' as const), of: fc.constant('lines' as const), where: fc.tuple(fc.record({ on: fc.constant('currentQuantity' as const), ranges: fc.tuple(counts), negated: fc.boolean() })), having: fc.constant([]) }),
).map((root) => ({ root, fingerprint: JSON.stringify(root) }))

const asked = scene({ min: 1, max: 4 }).chain(({ shop, now, people }) => fc.record({
  shop: fc.constant(shopInFiles(shop)), now: fc.constant(now), people: fc.constant(people.map(personInFiles)), plan: fc.oneof({ weight: 3, arbitrary: planNear(now).map(inFiles) }, { weight: 1, arbitrary: careful }), asOf: fc.boolean(),
}))

test('evaluating files agrees with the oracle', () => {
  fc.assert(fc.property(asked, ({ shop, now, people, plan, asOf }) => {
    const nodes = nodesOf(people, shop)
    const files = { customers: fileIn(folder, 'c', nodes.customers), orders: fileIn(folder, 'o', nodes.orders), products: shop.productsKnown ? fileIn(folder, 'p', nodes.products) : null }
    const question = { zone: zoneTable(shop.zone.name), currency: shop.currency, historyFrom: shop.historyFrom, explain: false, ...(asOf ? { now: now + 1e9, asOf: now } : { now, asOf: null }) }
    const { lines } = answerFiles({ plan, meaning: { kind: 'and', of: [] } }, files, question)
    const told = [...lines].map((line) => JSON.parse(line) as { id: string; member: boolean | null })
    const there = people.filter(({ customer: { createdAt } }) => createdAt === null || createdAt <= now)
    expect(told.map(({ id, member }) => [id, ANSWERS.get(member)])).toEqual(there.map((person) => [String(person.customer.number), answer(plan.root, person, shop, now)]))
  }), { seed, numRuns: RUNS })
}, 120_000)
