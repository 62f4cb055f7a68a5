// How long what says something about customers is kept: the merchant chooses for each kind, within what the app needs to work.

/** history: entries and exits · checkouts: checkouts as facts · deliveries: what Shopify sent and was taken in · drift: tags changed by others · requests: data requests. */
export type Retained = 'history' | 'checkouts' | 'deliveries' | 'drift' | 'requests'

/** In days; null: as long as the app is installed. */
export type Period = number | null

export type Retention = Readonly<Record<Retained, Period>>

/** What may be chosen, in the order of the screen. A delivery that comes again must be known for two days; a request is to be answered within thirty. */
export const periods: Readonly<Record<Retained, readonly Period[]>> = {
  history: [90, 180, 365, 730, null],
  checkouts: [30, 90, 180, 365, 730],
  deliveries: [2, 7, 30],
  drift: [30, 90, 180, 365],
  requests: [60, 180, 365, 730],
}

export const retainedKinds = Object.keys(periods) as Retained[]

export const usualRetention: Retention = { history: 730, checkouts: 365, deliveries: 7, drift: 180, requests: 365 }

/** Of the stored JSON; what is missing or may not be chosen any more is as usual. */
export function readRetention(json: string): Retention {
  const stored = json === '{}' ? {} : (JSON.parse(json) as Partial<Record<Retained, unknown>>)
  const of = (kind: Retained): Period => periods[kind].find((period) => period === stored[kind]) ?? (stored[kind] === null && periods[kind].includes(null) ? null : usualRetention[kind])
  return Object.fromEntries(retainedKinds.map((kind) => [kind, of(kind)])) as Retention
}

/** What came before this instant is past its time; null when nothing ever is. */
export const expiredBefore = (period: Period, now: number): number | null => (period === null ? null : now - period * 86_400_000)
