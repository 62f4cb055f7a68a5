// The faults the pretend Shopify commits on demand. All off at the start; probabilities are in [0, 1].

export interface WebhookFaults {
  /** Never sent, and never retried. */
  lose: number
  /** Sent again under the same webhook id. */
  twice: number
  /** Each delivery waits for a time drawn from this range, on the store clock. */
  delayMs: [number, number] | null
  /** Deliveries leave in random order. */
  shuffle: boolean
  /** Nothing leaves until this is lifted. */
  hold: boolean
}

export interface ApiFaults {
  /** An HTTP error instead of an answer. */
  status: { code: number; p: number } | null
  /** THROTTLED although the bucket is full. */
  throttle: number
  slowMs: number
  /** The connection is cut: half of the time before the request is executed, half of the time after. */
  cut: number
  /** What the app is approved to see of customers: all, all but names, addresses, phones and e-mails, or nothing. */
  customerData: 'approved' | 'level1' | 'none'
}

export interface Faults {
  webhooks: WebhookFaults
  api: ApiFaults
  /** How long a customer's reported totals lag the orders, in milliseconds of the store clock. */
  totalsLagMs: number
}

export const noFaults = (): Faults => ({
  webhooks: { lose: 0, twice: 0, delayMs: null, shuffle: false, hold: false },
  api: { status: null, throttle: 0, slowMs: 0, cut: 0, customerData: 'approved' },
  totalsLagMs: 0,
})
