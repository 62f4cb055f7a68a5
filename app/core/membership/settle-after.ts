// How long changes may gather before their tags are written.

/** Milliseconds: at once, ten seconds, a minute, five minutes. */
export const settleAfters = [0, 10_000, 60_000, 300_000] as const
export type SettleAfter = (typeof settleAfters)[number]
