// The benchmarks by name: each prints a table and, as its last line, one JSON object.
import { enter, CannotGoOn } from '../scripts/setup/say.mjs'

const benches: Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>> = {
  backtest: () => import('./backtest.ts'),
  estimate: () => import('./estimate.ts'),
  import: () => import('./import.ts'),
  files: () => import('./files.ts'),
  fill: () => import('./fill.ts'),
  fuzz: () => import('./fuzz.ts'),
  door: () => import('./door.ts'),
  engine: () => import('./engine.ts'),
  language: () => import('./language.ts'),
  latency: () => import('./latency.ts'),
  lateness: () => import('./lateness.ts'),
  memory: () => import('./memory.ts'),
  preview: () => import('./preview.ts'),
  oracle: () => import('./oracle.ts'),
  time: () => import('./time.ts'),
}

await enter(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name === undefined) {
    for (const load of Object.values(benches)) await (await load()).run([])
    return
  }
  const load = benches[name]
  if (!load) throw new CannotGoOn(`No benchmark "${name}". There are: ${Object.keys(benches).join(', ')}.`)
  await (await load()).run(args)
})
