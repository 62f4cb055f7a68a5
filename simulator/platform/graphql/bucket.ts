// The leaky bucket of one app in one shop: refilled by the store clock, sized by the shop's plan.
import type { Plan } from '../../store/model.ts'

export interface ThrottleStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

/** Points a second and points at most. The sizes above Standard are inferred from the restore rates. */
const sizes: Record<Plan, { readonly rate: number; readonly most: number }> = {
  standard: { rate: 100, most: 2_000 },
  advanced: { rate: 200, most: 4_000 },
  plus: { rate: 1_000, most: 20_000 },
  enterprise: { rate: 2_000, most: 40_000 },
}

export class Bucket {
  readonly #rate: number
  readonly #most: number
  readonly #now: () => number
  #level: number
  #at: number

  /** @param now milliseconds of the store clock */
  constructor(plan: Plan, now: () => number) {
    this.#rate = sizes[plan].rate
    this.#most = this.#level = sizes[plan].most
    this.#now = now
    this.#at = now()
  }

  /** The requested cost must be there in full. */
  take(points: number): boolean {
    this.#refill()
    if (this.#level < points) return false
    this.#level -= points
    return true
  }

  giveBack(points: number): void {
    this.#level = Math.min(this.#most, this.#level + points)
  }

  status(): ThrottleStatus {
    this.#refill()
    return { maximumAvailable: this.#most, currentlyAvailable: Math.floor(this.#level), restoreRate: this.#rate }
  }

  #refill(): void {
    const now = this.#now()
    this.#level = Math.min(this.#most, this.#level + (Math.max(0, now - this.#at) / 1000) * this.#rate)
    this.#at = now
  }
}
