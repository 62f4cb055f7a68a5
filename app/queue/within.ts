// Ends a wait that Redis may never answer.

/** Resolves when `work` is over, or after `ms`, whichever comes first. A failure of `work` counts as over. */
export function within(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    work.then(end, end)
  })
}
