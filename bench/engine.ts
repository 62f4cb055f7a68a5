// The engine beside SQLite and DuckDB on the same store: 20 rules over everyone, previews, one customer, the load; all of it in one run, round by round.
import { parseArgs } from 'node:util'
import { countOf, differences, hashOf, type Answers } from './engine/answers.ts'
import { begin, type Contender, type ContenderName } from './engine/contender.ts'
import { dataFor, type Data } from './engine/data.ts'
import { medianOf, type Turn } from './engine/turn.ts'
import { report, type Figures } from './report.ts'

interface Entrant {
  readonly name: ContenderName
  readonly contender: Contender
  readonly turns: Turn[]
}

const WARMING = 3

/** `--against` measures a second store of that many customers among the others; `--alone` leaves the baselines out. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args, options: { customers: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '7' }, against: { type: 'string' }, alone: { type: 'boolean', default: false } },
  })
  const data = await dataFor(Number(values.customers))
  const smaller = values.against === undefined ? null : await dataFor(Number(values.against))
  const strata = await enter('strata', data)
  const baselines = values.alone ? [] : [await enter('duckdb', data), await enter('sqlite', data)]
  const small = smaller && (await enter('strata', smaller))
  const entrants = [strata, ...baselines, ...(small ? [small] : [])]
  await takeTurns(entrants, Number(values.rounds))
  const answers = await answersOf(strata)
  const figures = [await ownFigures(strata, answers)]
  const apart: string[] = []
  for (const baseline of baselines) {
    const theirs = await answersOf(baseline)
    apart.push(...differences(data.rules, answers, theirs).map((name) => `${baseline.name} ${name}`))
    figures.push(baselineFigures(baseline, theirs, strata))
  }
  if (smaller && small) figures.push({ against_customers: smaller.customers, against_masks_ms: medianOf(small.turns, 'ms'), size_ratio: ratio(strata, small, 'ms'), size_ratio_by_cpu: ratio(strata, small, 'cpuMs') })
  for (const { contender } of entrants) await contender.close()
  report('engine', {
    customers: data.customers, rules: data.rules.length, orders: data.orders, lines: data.lines, equal: apart.length === 0, ...Object.assign({}, ...figures) as Figures,
    apart: apart.join(', ') || 'none', masks_sha256: hashOf(answers.bits), members: data.rules.map(({ name }, rule) => `${name} ${countOf(answers.bits, rule)}`).join(', '),
  })
}

const enter = async (name: ContenderName, data: Data): Promise<Entrant> => ({ name, contender: await begin(name, data), turns: [] })

const answersOf = async ({ contender }: Entrant): Promise<Answers> => ({ bits: await contender.bits(), previews: await contender.previews() })

/** All stand ready in processes of their own, and never work at the same time. */
async function takeTurns(entrants: readonly Entrant[], rounds: number): Promise<void> {
  for (let round = -WARMING; round < rounds; round++) {
    for (const { contender, turns } of entrants) {
      const taken = await contender.round()
      if (round >= 0) turns.push(taken)
    }
  }
}

async function ownFigures({ contender, turns }: Entrant, { previews }: Answers): Promise<Figures> {
  const own = await contender.figures()
  const masks = medianOf(turns, 'ms')
  return {
    masks_ms: masks, masks_cpu_ms: medianOf(turns, 'cpuMs'), ...own, until_to_masks: Number(own['masks_until_ms']) / masks,
    preview_ms: previews.attributes.ms, preview_product_ms: previews.products.ms,
  }
}

function baselineFigures(entrant: Entrant, { previews }: Answers, strata: Entrant): Figures {
  const { name, turns } = entrant
  // On a busy machine two threads wait twice: half of what DuckDB used of the processors is what both cores to itself would make of it.
  const cores = name === 'duckdb' ? 2 : 1
  return {
    [`${name}_ms`]: medianOf(turns, 'ms'), [`${name}_cpu_ms`]: medianOf(turns, 'cpuMs'), [`times_${name}`]: ratio(entrant, strata, 'ms'), [`times_${name}_by_cpu`]: ratio(entrant, strata, 'cpuMs') / cores,
    [`${name}_preview_ms`]: previews.attributes.ms, [`${name}_preview_product_ms`]: previews.products.ms,
  }
}

const ratio = (one: Entrant, other: Entrant, of: keyof Turn): number => medianOf(one.turns, of) / medianOf(other.turns, of)
