// The engine beside SQLite and DuckDB on the same store: 20 rules over everyone, previews, one customer, the load; all of it in one run, round by round.
import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { begin, type ContenderName } from './engine/contender.ts'
import { dataFor, type Data } from './engine/data.ts'
import { quantile, report, type Figures } from './report.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '7' }, against: { type: 'string' }, alone: { type: 'boolean', default: false } } })
  const customers = Number(values.customers)
  const data = await dataFor(customers)
  const figures = await compare(data, Number(values.rounds), values.alone ? ['strata'] : ['strata', 'duckdb', 'sqlite'])
  const smaller = values.against === undefined ? {} : await against(Number(values.against), customers, Number(figures['masks_ms']), Number(values.rounds))
  report('engine', { customers, rules: data.rules.length, orders: data.orders, lines: data.lines, ...figures, ...smaller })
}

/** Each contender in a process of its own, all standing ready; they take turns, never at the same time. The first round is for warming. */
export async function compare(data: Data, rounds: number, names: readonly ContenderName[]): Promise<Figures> {
  const contenders = []
  for (const name of names) contenders.push({ name, remote: await begin(name, data), took: [] as number[] })
  for (const { remote } of contenders) await remote.round()
  for (let round = 0; round < rounds; round++) for (const { remote, took } of contenders) took.push(await remote.round())
  const answers: Uint32Array[] = []
  const figures: Record<string, number | string | boolean> = {}
  for (const { name, remote, took } of contenders) {
    answers.push(await remote.bits())
    figures[name === 'strata' ? 'masks_ms' : `${name}_ms`] = quantile(took.sort((a, b) => a - b), 0.5)
    Object.assign(figures, await remote.figures())
    await remote.close()
  }
  const hashes = answers.map((bits) => createHash('sha256').update(bits).digest('hex'))
  const masks = Number(figures['masks_ms'])
  for (const name of names) if (name !== 'strata') figures[`times_${name}`] = Number(figures[`${name}_ms`]) / masks
  const apart = data.rules.filter((_, rule) => new Set(answers.map((bits) => countOf(bits, rule))).size > 1).map(({ name }) => name)
  return { ...figures, until_to_masks: Number(figures['masks_until_ms']) / masks, equal: hashes.every((hash) => hash === hashes[0]), masks_sha256: hashes[0]!.slice(0, 16), counts_apart: apart.join(' ') || 'none' }
}

async function against(smaller: number, customers: number, masks: number, rounds: number): Promise<Figures> {
  const figures = await compare(await dataFor(smaller), rounds, ['strata'])
  return { against_customers: smaller, against_masks_ms: figures['masks_ms']!, size_ratio: customers / smaller, masks_ratio: masks / Number(figures['masks_ms']) }
}

function countOf(bits: Uint32Array, rule: number): number {
  let count = 0
  for (const one of bits) count += (one >> rule) & 1
  return count
}
