// What a page asks about a rule that is not saved, read with care.

export interface PreviewQuestion {
  readonly rule: string
  /** The segment that is edited, null for a new one. */
  readonly segment: number | null
  /** An estimate will do where the exact numbers take long. */
  readonly quick: boolean
}

export function questionFrom(body: unknown): PreviewQuestion | undefined {
  if (typeof body !== 'object' || body === null || !('rule' in body) || !('segment' in body)) return undefined
  const { rule, segment } = body
  if (typeof rule !== 'string' || (segment !== null && !Number.isSafeInteger(segment))) return undefined
  return { rule, segment: segment as number | null, quick: 'quick' in body && body.quick === true }
}
