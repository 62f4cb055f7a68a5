// How long a piece of work takes, by the clock and by the processors' own books.
import { quantile } from '../report.ts'

export interface Turn {
  readonly ms: number
  /** Of all threads of the process together. */
  readonly cpuMs: number
}

/** Collects garbage before, where the process allows it, so that nobody pays for what was done before. */
export async function turn(work: () => unknown): Promise<Turn> {
  globalThis.gc?.()
  const cpu = process.cpuUsage()
  const start = performance.now()
  await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000 }
}

const TIMES = 9

/** The median of some turns after one for warming. */
export async function medianTurn(work: () => unknown): Promise<number> {
  await work()
  const turns: Turn[] = []
  for (let time = 0; time < TIMES; time++) turns.push(await turn(work))
  return medianOf(turns, 'ms')
}

export const medianOf = (turns: readonly Turn[], of: keyof Turn): number => quantile(turns.map((one) => one[of]).sort((a, b) => a - b), 0.5)
