// The language: ordinary rules a second, the longest rules a merchant can type (the budget of a keystroke is 5 ms, whatever the text is), and its size in the browser.
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { check } from '#app/core/language/check.ts'
import { complete } from '#app/core/language/complete/complete.ts'
import { parse } from '#app/core/language/parse.ts'
import { understand } from '#app/core/segment.ts'
import { coreInBrowser } from './bundle.ts'
import { quantile, report } from './report.ts'

const examples = readFileSync(new URL('../tests/core/language/language-examples.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'))
const ordinary = examples.filter(([, kind = '']) => ['ok', 'ok-legacy', 'field', 'template'].includes(kind)).map(([query = '']) => query)
const long = ordinary.filter((query) => query.length < 400).map((query) => `(${query})`).join(' AND ').slice(0, 4_990)

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
const store = { tags: Array.from({ length: 1_000 }, (_, index) => `tag ${index}`), segments: ['VIP', 'Lapsed'] }
const warming = 30
const times = 200
const seconds = 3

export async function run(): Promise<void> {
  const figures: Record<string, number> = { ...throughput('parsed_and_checked', parseAndCheck), ...throughput('understood', (rule) => understand(rule, { currency: 'EUR' })) }
  for (const [name, text] of Object.entries(rules)) Object.assign(figures, taken(`understand_${name}`, () => understand(text)))
  for (const [place, at] of [['middle', long.length / 2], ['end', long.length]] as const) Object.assign(figures, taken(`complete_${place}`, () => complete(long, at, store)))
  const { gzip, minified } = await coreInBrowser()
  report('language', { ...figures, browser_gzip_bytes: gzip, browser_minified_bytes: minified })
}

const nobodyHears = (): void => undefined

/** What a keystroke needs first: every mistake, without lints, sentence and other wording. */
function parseAndCheck(rule: string): void {
  const tree = parse(rule, nobodyHears)
  if (tree) check(tree, { report: nobodyHears, currency: 'EUR', knownTags: null, knownSegments: null })
}

/** Rules a second in one thread; on a busy machine the second figure says what the first would be. */
function throughput(name: string, work: (rule: string) => unknown): Record<string, number> {
  const pass = (): void => ordinary.forEach((rule) => { work(rule) })
  for (let warm = 0; warm < warming * 5; warm++) pass()
  const cpu = process.cpuUsage()
  const start = performance.now()
  let passes = 0
  for (; performance.now() - start < seconds * 1000; passes++) pass()
  const wall = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  return { [`${name}_per_second`]: passes * ordinary.length / wall, [`${name}_per_cpu_second`]: passes * ordinary.length / ((used.user + used.system) / 1e6) }
}

function taken(name: string, work: () => unknown): Record<string, number> {
  for (let warm = 0; warm < warming; warm++) work()
  const sorted = Array.from({ length: times }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return { [`${name}_p50_ms`]: quantile(sorted, 0.5), [`${name}_p95_ms`]: quantile(sorted, 0.95) }
}
