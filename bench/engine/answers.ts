// What a contender answered, and whether two of them answered the same for every customer.
import { createHash } from 'node:crypto'
import type { Contender } from './contender.ts'
import type { PreviewName, WorkloadRule } from './rules.ts'

export interface Answers {
  /** By customer number less 1, a bit a rule. */
  readonly bits: Uint32Array
  readonly previews: Awaited<ReturnType<Contender['previews']>>
}

/** Names of the rules that hold other customers, and of the previews that count another number of them. */
export function differences(rules: readonly WorkloadRule[], ours: Answers, theirs: Answers): string[] {
  if (ours.bits.length !== theirs.bits.length) throw new Error(`Answers for ${ours.bits.length} and for ${theirs.bits.length} customers.`)
  const differing = ours.bits.reduce((sum, bits, customer) => sum | (bits ^ theirs.bits[customer]!), 0)
  const previews = (['attributes', 'products'] as const satisfies readonly PreviewName[]).filter((name) => ours.previews[name].customers !== theirs.previews[name].customers)
  return [...rules.filter((_, rule) => (differing >> rule) & 1).map(({ name }) => name), ...previews]
}

export const countOf = (bits: Uint32Array, rule: number): number => bits.reduce((sum, one) => sum + ((one >> rule) & 1), 0)

/** Equal for equal answers of every customer. */
export const hashOf = (bits: Uint32Array): string => createHash('sha256').update(bits).digest('hex').slice(0, 16)
