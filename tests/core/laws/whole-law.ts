// The law of the whole evaluator over one random world: its masks are the naive answers, and each stands until exactly `until`.
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import type { Block } from '#app/core/facts/block.ts'
import { answer } from '#app/core/naive/answer.ts'
import type { Plan } from '#app/core/plan/plan.ts'
import type { Whole } from '#tests/core/laws/arbitrary-whole.ts'
import { ANSWERS, blockOf, programOf } from '#tests/core/laws/evaluated.ts'

/** A rule, a history and an instant for which the evaluator is wrong. */
export class Disagreement extends Error {}

/**
 * Throws at the first disagreement; otherwise gives the number of triples (rule, history, instant) that were compared. Every rule is asked at the
 * given instants and then, for every history, at each `until` it answered, a millisecond before and one after.
 */
export function agrees({ shop, people, plans, instants }: Whole): number {
  const block = blockOf(people, shop)
  let triples = 0
  for (const plan of plans) {
    triples += agreesOn(plan, programOf(plan, shop), block, { shop, people, instants })
  }
  return triples
}

function agreesOn({ root }: Plan, program: Program, block: Block, { shop, people, instants }: Omit<Whole, 'plans'>): number {
  const asked = new Set(instants)
  for (const now of instants) for (const until of evaluate(program, block, now).until) if (until < Infinity) for (const by of [-1, 0, 1]) asked.add(until + by)
  const ascending = [...asked].sort((a, b) => a - b)
  const standing = people.map(() => ({ at: -Infinity, answer: '', until: -Infinity }))
  for (const now of ascending) {
    const { member, until } = evaluate(program, block, now)
    people.forEach((person, row) => {
      const found = { answer: ANSWERS[member[row]!]!, until: until[row]! }
      const naive = answer(root, person, shop, now)
      const fault = (what: string): Disagreement => new Disagreement(`customer ${person.customer.number} at ${now} (${new Date(now).toISOString()}): ${what}`)
      if (found.answer !== naive) throw fault(`answered ${found.answer}, naively it is ${naive}`)
      if (!(found.until > now)) throw fault(`${found.answer} until ${found.until}, which has passed`)
      const before = standing[row]!
      if (now < before.until && (found.answer !== before.answer || found.until !== before.until)) {
        throw fault(`${found.answer} until ${found.until}, but at ${before.at} it was to be ${before.answer} until ${before.until}`)
      }
      if (now >= before.until) {
        if (now === before.until && found.answer === before.answer) throw fault(`still ${found.answer}, but at ${before.at} it was to differ from now on`)
        standing[row] = { at: now, ...found }
      }
    })
  }
  return ascending.length * people.length
}
