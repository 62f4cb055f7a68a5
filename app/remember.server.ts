// One instance of each thing a process, whoever asks for it: the sources that run it and the bundle of the pages share it.

/** Makes `name` once and answers with the same instance from then on. */
export function remember<T>(name: string, make: () => T): T {
  const key = Symbol.for(`strata.${name}`)
  const shared = globalThis as unknown as Record<symbol, T | undefined>
  return (shared[key] ??= make())
}
