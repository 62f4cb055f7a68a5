// An ordinary hour: so many events, mixed by their weights.
import type { Random } from '../store/random.ts'
import { Refused } from '../store/refused.ts'
import type { World } from '../world.ts'
import { events } from './events.ts'
import { Wish } from './wish.ts'

export interface RandomEventsOptions {
  /** Only these kinds, in their usual proportions. */
  readonly kinds?: readonly string[]
  /** All kinds but these. */
  readonly without?: readonly string[]
}

/** So many happen before others get a turn. */
const atOnce = 25

/** Lets `count` events happen now and counts them by kind. */
export async function randomEvents(world: World, random: Random, count: number, options: RandomEventsOptions = {}): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const draw = drawer(random, options)
  for (let done = 1; done <= count; done++) {
    const kind = oneEvent(world, random, draw)
    counts[kind] = (counts[kind] ?? 0) + 1
    if (done % atOnce === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return counts
}

/** The same, spread over real time; resolves after the last one, or early when `stop` is aborted. */
export async function busyHour(world: World, random: Random, count: number, ratePerSecond: number, stop: AbortSignal, options: RandomEventsOptions = {}): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const draw = drawer(random, options)
  const begun = performance.now()
  for (let done = 0; done < count && !stop.aborted; ) {
    const due = Math.min(count, 1 + Math.floor(((performance.now() - begun) / 1000) * ratePerSecond))
    for (; done < due; done++) {
      const kind = oneEvent(world, random, draw)
      counts[kind] = (counts[kind] ?? 0) + 1
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return counts
}

function drawer(random: Random, { kinds, without = [] }: RandomEventsOptions): () => string {
  for (const kind of [...(kinds ?? []), ...without]) if (!Object.hasOwn(events, kind)) throw new Refused(`there is no event ${kind}`)
  const table = Object.entries(events)
    .filter(([kind, { weight }]) => weight > 0 && (kinds?.includes(kind) ?? true) && !without.includes(kind))
    .map(([kind, { weight }]) => [kind, weight] as const)
  if (table.length === 0) throw new Refused('no kind of event is left')
  return () => random.weighted(table)
}

/** What cannot happen now is drawn again. */
function oneEvent(world: World, random: Random, draw: () => string): string {
  const wish = new Wish()
  for (let tries = 0; tries < 100; tries++) {
    const kind = draw()
    if (events[kind]?.happen(world, random, wish)) return kind
  }
  throw new Refused('nothing of what was asked for can happen in this store')
}
