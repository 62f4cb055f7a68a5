// Whether the inbox may grow: how much of the disk it uses, against the bound that is set for it.

/** Nothing was kept: the inbox has reached its bound. */
export class InboxFull extends Error {
  /** Whether there was room before: what is worth a line in the log. */
  readonly first: boolean
  constructor(first: boolean) {
    super('The inbox has reached INBOX_MAX_MB: see that a worker runs, or raise the bound. Shopify brings the deliveries again.')
    this.name = 'InboxFull'
    this.first = first
  }
}

export interface InboxSize {
  readonly bytes: number
  readonly mostBytes: number
}

export interface InboxRoom {
  /** Null while there is room, as far as is known; else resolves when there is some again, or throws `InboxFull`. */
  admit(): Promise<void> | null
  measure(): Promise<InboxSize>
  /** As last measured. */
  isFull(): boolean
}

/** Deliveries between two measurings while there is room: a projected payload is a kilobyte or two. */
const every = 200

/** `bytesOf`: what the inbox uses, without what is free in it. At the bound every delivery measures anew, many at once together. */
export function inboxRoom(bytesOf: () => Promise<number>, mostBytes: number): InboxRoom {
  let admitted = 0
  let full = false
  let told = false
  let measuring: Promise<InboxSize> | null = null
  const measure = (): Promise<InboxSize> => {
    measuring ??= bytesOf().then((bytes) => {
      full = bytes >= mostBytes
      return { bytes, mostBytes }
    }).finally(() => { measuring = null })
    return measuring
  }
  const ask = async (): Promise<void> => {
    await measure()
    const first = !told
    told = full
    if (full) throw new InboxFull(first)
  }
  return {
    measure,
    isFull: () => full,
    admit() {
      if (full) return ask()
      // Nobody waits for it; what ails the database, its writes say.
      if (admitted++ % every === 0) measure().catch(() => undefined)
      return null
    },
  }
}
