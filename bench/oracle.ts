// Random rules, histories and instants against the naive oracle: masks and untils of the whole language. Failures are shrunk and kept.
import fc from 'fast-check'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { whole, type Whole } from '../tests/core/laws/arbitrary-whole.ts'
import { agrees, Disagreement } from '../tests/core/laws/whole-law.ts'
import { say } from '../scripts/setup/say.mjs'
import { report } from './report.ts'

/** Worlds between two signs of life. */
const ROUND = 250

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { triples: { type: 'string', default: '1000000' }, seed: { type: 'string' }, path: { type: 'string' }, keep: { type: 'string', default: '.data/oracle-failures' } },
  })
  const wanted = Number(values.triples)
  const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)
  say(`Seed ${first}: each round of ${ROUND} worlds has the next one. --seed S --path P asks one kept failure again.`)
  const begun = performance.now()
  let triples = 0
  let plans = 0
  let histories = 0
  let disagreements = 0
  let seed = first
  do {
    // What shrinking asks again is not counted.
    let shrinking = false
    const result = fc.check(fc.property(whole, (world) => {
      const counted = !shrinking
      shrinking = true
      const compared = agrees(world)
      shrinking = !counted
      if (!counted) return
      triples += compared
      plans += world.plans.length
      histories += world.people.length
    }), values.path === undefined ? { seed, numRuns: ROUND } : { seed, path: values.path, endOnFailure: true })
    if (result.failed) {
      disagreements++
      say(`Seed ${seed}, path ${result.counterexamplePath ?? ''}: ${String(result.errorInstance)}\nkept in ${keep(values.keep, seed, result)}`)
      if (!(result.errorInstance instanceof Disagreement)) say('This is a fault rather than a disagreement.')
    }
    const seconds = (performance.now() - begun) / 1000
    say(`seed ${seed}: ${triples.toLocaleString('en')} triples, ${disagreements} disagreements, ${Math.round(triples / seconds).toLocaleString('en')} a second`)
    seed++
  } while (triples < wanted && values.path === undefined)
  if (disagreements > 0) process.exitCode = 1
  report('oracle', { triples, rules: plans, histories, disagreements, seeds: `${first}..${seed - 1}`, seconds: Math.round((performance.now() - begun) / 1000) })
}

/** The smallest world found that fails, readable, and how to ask it again. */
function keep(folder: string, seed: number, { counterexample, counterexamplePath, errorInstance }: Pick<fc.RunDetails<[Whole]>, 'counterexample' | 'counterexamplePath' | 'errorInstance'>): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${seed}-${counterexamplePath?.split(':')[0] ?? ''}.txt`)
  const again = `npm run bench -- oracle --seed ${seed} --path ${counterexamplePath ?? ''}`
  writeFileSync(file, [String(errorInstance), again, fc.stringify(counterexample), ''].join('\n\n'))
  return file
}
