// Whether a clause compares dates: then it matters whose days they are, and Shopify takes a zone only where it answers at once.
import { understand } from '#app/core/segment.ts'

/** `clause`: native text of one condition. */
export function namesDate(clause: string): boolean {
  const understood = understand(clause)
  if (!understood.ok || understood.meaning.kind !== 'function') return false
  return understood.meaning.parameters.some(({ parameter }) => parameter.type.kind === 'date')
}
