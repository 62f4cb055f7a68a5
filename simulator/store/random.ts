// Seeded chance (sfc32): the same seed gives the same store and the same life, on every machine.

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number in [low, high], both ends included. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** An item of a table, chosen in proportion to its weight. */
  weighted<T>(table: readonly (readonly [T, number])[]): T
  normal(): number
  gamma(shape: number, rate: number): number
  poisson(mean: number): number
  /** An independent stream: what happens in one does not move the other. */
  fork(label: string): Random
}

/** A hash of a text, 32 bits (FNV-1a). */
export function hash(text: string): number {
  let value = 2166136261
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619)
  return value >>> 0
}

export function createRandom(seed: number | string): Random {
  const start = hash(String(seed))
  let a = start
  let b = start ^ 0x9e3779b9
  let c = 0x243f6a88
  let counter = 1
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum | 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 15; i++) next()

  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

  // Marsaglia and Tsang (2000); a shape below 1 is raised by one and pulled back by a power of a uniform.
  const gamma = (shape: number, rate: number): number => {
    if (shape < 1) return gamma(shape + 1, rate) * Math.pow(1 - next(), 1 / shape)
    const d = shape - 1 / 3
    const k = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = Math.pow(1 + k * x, 3)
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate
    }
  }

  const poisson = (mean: number): number => {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = next(); product > limit; product *= next()) count++
    return count
  }

  const random: Random = {
    next,
    normal,
    gamma,
    poisson,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('nothing to pick from')
      return items[Math.floor(next() * items.length)] as T
    },
    weighted: <T>(table: readonly (readonly [T, number])[]): T => {
      let total = 0
      for (const [, weight] of table) total += weight
      let mark = next() * total
      for (const [item, weight] of table) {
        mark -= weight
        if (mark < 0) return item
      }
      const last = table.at(-1)
      if (!last) throw new RangeError('nothing to pick from')
      return last[0]
    },
    fork: (label) => createRandom(`${seed}/${label}`),
  }
  return random
}
