// Many knocks at a time, and what is wrong with what came of them: a 5xx, a door that hangs, a delivery that is kept and should not be, or the other way round.
import { chance } from './chance.ts'
import { type Answered, knock } from './knock.ts'
import { type Knock, makeKnock, type Target } from './requests.ts'

export interface Volley {
  readonly port: number
  readonly target: Target
  readonly seed: number
  /** Number of the first. */
  readonly from: number
  readonly count: number
  /** Under way at once. */
  readonly atOnce?: number
  /** Addresses they come from: a limit is kept for each. */
  readonly senders?: number
}

export interface Volleyed {
  readonly knocks: readonly Knock[]
  readonly statuses: Readonly<Record<string, number>>
  /** What is wrong, with the number that makes it again. */
  readonly faults: readonly string[]
}

/** Each request comes from the seed and its own number alone, so that one can be made again. */
export const knockOf = (target: Target, seed: number, index: number): Knock => makeKnock(chance(Math.imul(seed, 2_654_435_761) ^ index), target, index)

export async function volley({ port, target, seed, from, count, atOnce = 16, senders = 250 }: Volley): Promise<Volleyed> {
  const knocks: Knock[] = []
  const statuses: Record<string, number> = {}
  const faults: string[] = []
  let next = from
  const sender = async () => {
    while (next < from + count) {
      const index = next++
      const made = knockOf(target, seed, index)
      knocks.push({ ...made, bytes: Buffer.alloc(0) })
      const answered = await knock(port, made, index % senders)
      statuses[answered] = (statuses[answered] ?? 0) + 1
      const fault = faultIn(made, answered)
      if (fault !== null) faults.push(`${index}: ${fault}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
  return { knocks, statuses, faults }
}

function faultIn({ ends, framed }: Knock, answered: Answered): string | null {
  if (answered === 'hangs') return 'the connection hangs'
  if (answered === 'closed') return framed ? 'closed without an answer' : null
  if (answered >= 500) return `answered ${answered}`
  return ends === 'kept' && answered !== 200 ? `was to be kept, and answered ${answered}` : null
}

/** Against the webhook ids that the inbox has. */
export function misfiled(knocks: readonly Knock[], kept: readonly string[]): string[] {
  const known = new Map(knocks.map(({ id, ends }) => [id, ends]))
  const here = new Set(kept)
  return [
    ...knocks.filter(({ id, ends }) => ends === 'kept' && !here.has(id)).map(({ id }) => `${id} is lost`),
    // Two lines of one name are one value with a comma.
    ...kept.filter((id) => (known.get(id.split(', ')[0] ?? '') ?? 'refused') === 'refused').map((id) => `${id.slice(0, 60)} was kept`),
  ]
}
