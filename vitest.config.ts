// The test suite in five groups by what they need: nothing, a database, Redis, the simulator, a browser.
import { defineConfig } from 'vitest/config'

const group = (name: string, include: string[], options: { timeout: number; exclude?: string[]; globalSetup?: string[]; alone?: boolean }) => ({
  test: {
    name,
    include,
    exclude: ['node_modules/**', ...(options.exclude ?? [])],
    setupFiles: ['tests/strict.ts'],
    globalSetup: options.globalSetup ?? [],
    testTimeout: options.timeout,
    hookTimeout: Math.max(options.timeout, 60_000),
    fileParallelism: options.alone !== true,
  },
})

const suffixed = ['db', 'redis', 'sim', 'e2e'].map((suffix) => `tests/**/*.${suffix}.test.{ts,tsx}`)

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      group('unit', ['tests/**/*.test.{ts,tsx}'], { timeout: 30_000, exclude: suffixed }),
      group('database', ['tests/**/*.db.test.ts'], { timeout: 60_000, globalSetup: ['tests/postgres.ts'] }),
      group('redis', ['tests/**/*.redis.test.ts'], { timeout: 60_000, alone: true }),
      group('simulator', ['tests/**/*.sim.test.ts'], { timeout: 120_000, alone: true }),
      group('browser', ['tests/**/*.e2e.test.ts'], { timeout: 240_000, alone: true }),
    ],
  },
})
