// A token bucket per sender, in memory; the number of senders remembered is bounded, the longest unseen is forgotten first.

export interface RateLimit {
  /** Takes one token of this sender; false when there is none. */
  take(sender: string): boolean
}

/** `burst` tokens at first, `perSecond` given back; `now` in milliseconds. */
export function rateLimit({ burst, perSecond, senders, now }: { burst: number; perSecond: number; senders: number; now: () => number }): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    take(sender) {
      const at = now()
      const known = buckets.get(sender)
      const tokens = known ? Math.min(burst, known.tokens + (Math.max(0, at - known.at) / 1000) * perSecond) : burst
      buckets.delete(sender)
      buckets.set(sender, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
      const oldest = buckets.size > senders ? buckets.keys().next() : undefined
      if (oldest && !oldest.done) buckets.delete(oldest.value)
      return tokens >= 1
    },
  }
}
