// Understanding the longest rules a merchant can type: the budget of a keystroke is 5 ms, whatever the text is.
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { understand } from '#app/core/segment.ts'
import { quantile, report } from './report.ts'

const examples = readFileSync(new URL('../tests/core/language/language-examples.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t')[0] ?? '')
const long = examples.filter((query) => understand(query).ok && query.length < 400).map((query) => `(${query})`).join(' AND ').slice(0, 4_990)

/** Each of some 5,000 characters. */
const rules: Readonly<Record<string, string>> = {
  all_functions: long.slice(0, long.lastIndexOf(' AND (')),
  open_brackets: `${'('.repeat(199)}number_of_orders = 1`,
  open_quotes: "'".repeat(5_000),
  curly_quotes: '‘a'.repeat(2_500),
  words: 'a '.repeat(2_500),
  open_comments: '/*'.repeat(2_500),
  digits: `number_of_orders = ${'0'.repeat(4_900)}`,
}
const warming = 30
const times = 200

export async function run(): Promise<void> {
  const figures: Record<string, number> = {}
  for (const [name, text] of Object.entries(rules)) {
    for (let warm = 0; warm < warming; warm++) understand(text)
    const taken = Array.from({ length: times }, () => {
      const start = performance.now()
      understand(text)
      return performance.now() - start
    }).sort((a, b) => a - b)
    figures[`${name}_p50_ms`] = quantile(taken, 0.5)
    figures[`${name}_p95_ms`] = quantile(taken, 0.95)
  }
  report('language', figures)
}
