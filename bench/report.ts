// How a benchmark tells its figures: a table for people, one JSON line for programs.
import { loadavg } from 'node:os'
import { say } from '../scripts/setup/say.mjs'

export type Figures = Record<string, number | string | boolean>

/** The machine's load of the last minute and of the last five goes with every figure: on a busy machine the figures are lower bounds. */
export function report(bench: string, measured: Figures): void {
  const [minute = Number.NaN, five = Number.NaN] = loadavg()
  const figures: Figures = { ...measured, load_1_min: minute, load_5_min: five }
  const width = Math.max(...Object.keys(figures).map((name) => name.length))
  say(`\n${bench}`)
  for (const [name, value] of Object.entries(figures)) say(`  ${name.padEnd(width)}  ${typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 2 }) : value}`)
  say(JSON.stringify({ bench, ...figures }))
}

/** The value below which the share `part` of the sorted values lies (nearest rank). */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? Number.NaN
}
