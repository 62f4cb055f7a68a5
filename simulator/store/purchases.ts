// When people buy: a Poisson process each, its rate drawn from a Gamma and ended by a drop-out drawn from a Beta (BG/NBD), thinned by the season.
import type { Random } from './random.ts'

const day = 86_400_000
const week = 7 * day

/** Shares and rates fitted so that a store of some years has about 3.2 orders per customer and 35 % without one. */
const shape = { buyers: 0.657, rate: 0.52, weeks: 6.3, dropA: 0.62, dropB: 4.6 } as const

/** How busy each month is, against the busiest. */
const months = [0.42, 0.4, 0.42, 0.44, 0.46, 0.42, 0.38, 0.38, 0.44, 0.52, 1, 0.98] as const

const season = (instant: number): number => months[new Date(instant).getUTCMonth()] ?? 1

/** An instant in the past when somebody joined: more of them lately, more of them before Christmas. Whole seconds. */
export function joinedAt(random: Random, now: number, years: number): number {
  for (;;) {
    const ago = years * 365 * day * (1 - Math.pow(random.next(), 0.9))
    const instant = Math.floor((now - ago) / 1000) * 1000
    if (random.chance(season(instant))) return instant
  }
}

/** A customer's purchases, oldest first, in milliseconds cut to seconds; often none. */
export function purchasesOf(random: Random, joined: number, now: number): number[] {
  if (!random.chance(shape.buyers)) return []
  const rate = random.gamma(shape.rate, shape.weeks) / week
  const x = random.gamma(shape.dropA, 1)
  const dropout = x / (x + random.gamma(shape.dropB, 1))
  const first = random.chance(0.85) ? joined : joined + Math.floor(random.gamma(1, 1 / (30 * day)))
  const instants: number[] = []
  for (let instant = first; instant < now; ) {
    instants.push(Math.floor(instant / 1000) * 1000)
    if (random.chance(dropout)) break
    do instant += -Math.log(1 - random.next()) / (rate * 2)
    while (instant < now && !random.chance(season(instant)))
  }
  return instants
}
