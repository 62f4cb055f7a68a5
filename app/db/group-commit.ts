// Gathers items for a moment and hands them on in one go, one group at a time: many callers, one commit.

export interface GroupOptions {
  /** How long the first item of a group waits for others. */
  readonly waitMs: number
  readonly mostItems: number
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export interface GroupCommit<Item, Result> {
  /** Resolves with the item's own result once its group is done; rejects with what `commit` threw. */
  add(item: Item): Promise<Result>
  /** Resolves when nothing is waiting any more. */
  drained(): Promise<void>
}

/** `commit` answers one result for each item, in the same order. */
export function groupCommit<Item, Result>(commit: (items: readonly Item[]) => Promise<readonly Result[]>, { waitMs, mostItems }: GroupOptions): GroupCommit<Item, Result> {
  const waiting: Waiting<Item, Result>[] = []
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> = Promise.resolve()
  let busy = false

  const commitOne = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await commit(group.map((one) => one.item))
      group.forEach((one, index) => one.resolve(results[index] as Result))
    } catch (error) {
      for (const one of group) one.reject(error)
    }
  }
  const commitAll = async (): Promise<void> => {
    busy = true
    clearTimeout(timer)
    timer = undefined
    while (waiting.length > 0) await commitOne(waiting.splice(0, mostItems))
    busy = false
  }
  const start = (): void => {
    if (!busy) underWay = commitAll()
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (busy) return
        if (waiting.length >= mostItems) start()
        else timer ??= setTimeout(start, waitMs)
      }),
    async drained() {
      if (waiting.length > 0) start()
      await underWay
    },
  }
}
