// Whether what was recorded while time passed is what should have been: everybody against the columns at every instant that can matter, some against the naive oracle around each.
import { membersOf } from '#app/core/evaluate/evaluate.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import { ProductTable } from '#app/core/facts/product-table.ts'
import type { ProductFacts } from '#app/core/facts/facts.ts'
import { compile } from '#app/core/plan/compile.ts'
import { link } from '#app/core/plan/link.ts'
import type { Plan } from '#app/core/plan/plan.ts'
import { understand } from '#app/core/segment.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import { productsSince } from '#app/db/facts/read.ts'
import { all, type Database } from '#app/db/sql.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { unpackNumbers } from '#tests/core/membership/unpack-numbers.ts'
import { answer, type NaiveShop } from '#app/core/naive/answer.ts'
import { localClock } from '#app/engine/local-clock.ts'
import type { Passed } from '#tests/journeys/passing/pass-time.ts'
import type { Seen } from '#tests/journeys/passing/seen.ts'
import { durations, metafieldPaths, rules, segmentName } from '#tests/journeys/passing/store.ts'

export interface Told {
  readonly segment: number
  readonly customer: number
  readonly at: number
  readonly kind: 'entered' | 'left'
}

export interface Compared {
  /** Entries and exits recorded after the fill. */
  readonly recorded: number
  /** That should have been recorded, and those that should not. */
  readonly missed: readonly Told[]
  readonly wrong: readonly Told[]
  /** (rule, history, instant) triples asked of the naive oracle, and those that the record contradicts. */
  readonly asked: number
  readonly contradicted: readonly string[]
}

export interface Question {
  readonly shop: number
  readonly zone: string
  readonly from: number
  readonly to: number
  /** Customers whose record is held against the naive oracle. */
  readonly sample: number
}

interface Version extends Seen {
  /** The next version of the customer begins then. */
  readonly to: number
}

export async function compare(db: Database, passed: Passed, question: Question): Promise<Compared> {
  const { shop } = question
  const { products, changes, fills } = await db.read(function* () {
    return {
      products: yield* productsSince(shop, 0),
      changes: yield* all<Told>('SELECT segment_id AS segment, customer, at, kind FROM membership_changes WHERE shop_id = ? AND customer IS NOT NULL ORDER BY id', shop),
      fills: yield* all<{ segment: number; members: Uint8Array }>("SELECT segment_id AS segment, members FROM membership_changes WHERE shop_id = ? AND kind = 'filled'", shop),
    }
  })
  const plans = plansOf(passed.segments)
  const versions = versionsOf(passed.seen, question.to)
  const expected = expectedFlips(versions, plans, passed.segments, products, question)
  const key = ({ segment, customer, at, kind }: Told): string => `${segment} ${customer} ${at} ${kind}`
  const [should, did] = [new Set(expected.map(key)), new Set(changes.map(key))]
  const filled = new Map(fills.map(({ segment, members }) => [segment, new Set(unpackNumbers(members))]))
  const naive = askNaive(versions, plans, products, { passed, changes, filled, question })
  return { recorded: changes.length, missed: expected.filter((one) => !did.has(key(one))), wrong: changes.filter((one) => !should.has(key(one))), ...naive }
}

function plansOf(segments: readonly number[]): Plan[] {
  const parts = rules.map((rule, index) => {
    const understood = understand(rule, { currency: 'USD', knownSegments: rules.map((_, one) => segmentName(one)) })
    if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
    return { id: segments[index]!, state: 'on' as const, tagFolded: `rule-${index + 1}`, nameFolded: foldTag(segmentName(index)), plan: understood.plan }
  })
  const linked = link(parts)
  return parts.map(({ id }) => {
    const one = linked.get(id)
    if (one?.ok !== true) throw new Error(`The rule of segment ${id} is tied to nothing.`)
    return one.plan
  })
}

function versionsOf(seen: readonly Seen[], end: number): Version[] {
  return [...Map.groupBy(seen, ({ number }) => number).values()].flatMap((ones) => ones.map((one, index) => ({ ...one, to: ones[index + 1]?.from ?? end + 1 })))
}

function midnights({ zone: name, from, to }: Question): number[] {
  const zone = zoneTable(name)
  const found: number[] = []
  for (let day = dayOf(zone, from) + 1; dayStart(zone, day) <= to; day++) found.push(dayStart(zone, day))
  return found
}

/** Beside midnights, all instants in [from, to) at which the answer about this history can change. */
function ownInstants({ from, to, orders }: Version): number[] {
  const instants = orders.flatMap(({ at }) => durations.flatMap((duration) => [at + duration, at + duration + 1]))
  return [from, ...instants.filter((at) => at > from && at < to)]
}

function blockOf(versions: readonly (readonly [number, Version])[], products: ProductTable): Block {
  const builder = new BlockBuilder({ foldTag, products })
  for (const [row, { customer, orders, checkouts }] of versions) {
    builder.addCustomer({ ...customer, number: row })
    for (const order of orders) builder.addOrder(row, order)
    for (const checkout of checkouts) builder.addCheckout(row, checkout)
  }
  return builder.build().block
}

function expectedFlips(versions: readonly Version[], plans: readonly Plan[], segments: readonly number[], products: readonly ProductFacts[], question: Question): Told[] {
  const zone = zoneTable(question.zone)
  const terms = { zone, currency: 'USD', historyFrom: null, productsKnown: true, metafieldsKnown: new Set(metafieldPaths) }
  const programs = plans.map((plan) => compile(plan, terms))
  const table = new ProductTable(foldTag)
  for (const product of products) table.add(product)
  const everyone = blockOf([...versions.entries()], table)
  const days = new Set(midnights(question))
  const own = new Map<number, number[]>([...days].map((day) => [day, []]))
  for (const [row, version] of versions.entries()) {
    for (const at of new Set(ownInstants(version))) {
      if (days.has(at)) continue
      const rows = own.get(at)
      if (rows === undefined) own.set(at, [row])
      else rows.push(row)
    }
  }
  const state = new Map<number, Uint8Array>()
  const told: Told[] = []
  for (const [at, rows] of [...own].sort(([a], [b]) => a - b)) {
    const block = days.has(at) ? everyone : blockOf(rows.map((row) => [row, versions[row]!]), table)
    const members = membersOf(programs, block, at)
    for (let entry = 0; entry < block.rows; entry++) {
      const { number, from, to } = versions[block.numbers[entry]!]!
      if (at < from || at >= to) continue
      const before = state.get(number)
      const now = Uint8Array.from(members, (member) => member[entry]!)
      if (now.includes(UNKNOWN)) throw new Error(`Not known of customer ${number} at ${at}: the rules are to be decidable.`)
      now.forEach((answer, index) => {
        if (before !== undefined && before[index] !== answer) told.push({ segment: segments[index]!, customer: number, at, kind: answer === YES ? 'entered' : 'left' })
      })
      state.set(number, now)
    }
  }
  return told
}

interface NaiveQuestion {
  readonly passed: Passed
  readonly changes: readonly Told[]
  /** By segment, who was in it when it was filled. */
  readonly filled: ReadonlyMap<number, ReadonlySet<number>>
  readonly question: Question
}

/** The record of some customers is followed through all instants at which something can change or was recorded, and a millisecond before and after. */
function askNaive(versions: readonly Version[], plans: readonly Plan[], products: readonly ProductFacts[], { passed, changes, filled, question }: NaiveQuestion): Pick<Compared, 'asked' | 'contradicted'> {
  const shop: NaiveShop = {
    zone: localClock(question.zone), currency: 'USD', historyFrom: null, productsKnown: true, products: new Map(products.map((product) => [product.number, product])), cutPoints: null, delegated: new Map(),
  }
  const days = midnights(question)
  const byCustomer = Map.groupBy(versions, ({ number }) => number)
  const recorded = Map.groupBy(changes, ({ customer }) => customer)
  const step = Math.max(1, Math.floor(byCustomer.size / question.sample))
  let asked = 0
  const contradicted: string[] = []
  for (const [number, mine] of [...byCustomer].filter((_, index) => index % step === 0).slice(0, question.sample)) {
    const told = recorded.get(number) ?? []
    const boundaries = [...days, ...mine.flatMap(ownInstants), ...told.map(({ at }) => at)]
    const instants = [...new Set(boundaries.flatMap((at) => [at - 1, at, at + 1]))].filter((at) => at > question.from && at <= question.to).sort((a, b) => a - b)
    const inside = new Set(passed.segments.filter((segment) => filled.get(segment)?.has(number)))
    let next = 0
    for (const at of instants) {
      for (; next < told.length && told[next]!.at <= at; next++) {
        const { segment, kind } = told[next]!
        if (kind === 'entered') inside.add(segment)
        else inside.delete(segment)
      }
      const version = mine.find(({ from, to }) => at >= from && at < to)!
      plans.forEach(({ root }, index) => {
        asked++
        const naive = answer(root, version, shop, at)
        if ((naive === 'yes') !== inside.has(passed.segments[index]!)) contradicted.push(`customer ${number}, ${rules[index]} at ${at} (${new Date(at).toISOString()}): naively ${naive}`)
      })
    }
  }
  return { asked, contradicted }
}
