// Writes the tables of docs/language.md from the vocabulary; with --check it only says whether they are as the vocabulary has them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fields } from '#app/core/vocabulary/fields.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import { operatorsOf } from '#app/core/vocabulary/types.ts'
import type { Parameter, Subject, ValueType } from '#app/core/vocabulary/types.ts'
import { root } from './setup/command.mjs'

const file = join(root, 'docs/language.md')

/** `text` with what stands between `<!-- tables -->` and `<!-- end of tables -->` made anew. Throws when a mark is missing. */
export function withTables(text: string): string {
  const [begin, end] = ['<!-- tables -->\n', '<!-- end of tables -->']
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${file} lacks ${begin.trim()} or ${end}.`)
  return `${text.slice(0, from + begin.length)}\n${tables()}\n${text.slice(to)}`
}

function tables(): string {
  const attributes = fields.map((row) => [named(row), kindOf(row), row.unit ?? unitOf(row.type), row.meaning, code(row.example), row.reads.as === 'delegated' ? 'asked of Shopify' : row.from])
  return [
    '### Attributes\n',
    table(['Name', 'Type, operators', 'Unit', 'Meaning', 'Example', 'Fact'], attributes),
    ...functions.map((row) => [
      `### ${code(row.name)}${row.native ? '' : ' (ours)'}\n`,
      `${sentence(row.meaning)}${row.events === 'delegated' ? ' Shopify is asked.' : ''} ${code(row.example)}\n`,
      table(['Parameter', 'Type, operators', 'Unit', 'Meaning', 'Example', 'Fact'], row.parameters.map(parameterRow)),
    ].join('\n')),
  ].join('\n')
}

function parameterRow(row: Parameter): string[] {
  const sum = row.reads !== null && 'of' in row.reads
  return [named(row), kindOf(row) + (sum ? '; over what is left' : ''), unitOf(row.type), row.meaning, code(row.example), row.from]
}

function named(row: Subject): string {
  return code(row.name) + (row.native ? '' : ' (ours)')
}

function kindOf(row: Subject): string {
  return `${typeOf(row.type)}${row.list ? ' list' : ''}: ${operatorsOf(row).map((one) => code(one)).join(' ')}`
}

function typeOf(type: ValueType): string {
  if (type.kind === 'enum') return `one of ${type.values.join(', ')}`
  if (type.kind === 'integer' && type.min !== undefined) return type.max === undefined ? `integer from ${type.min}` : `integer ${type.min}–${type.max}`
  return type.kind
}

function unitOf(type: ValueType): string {
  switch (type.kind) {
    case 'money':
      return "the shop's currency"
    case 'date':
      return "days of the shop's zone"
    case 'share':
      return '0 to 1'
    default:
      return ''
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

const code = (text: string): string => `\`${text}\``
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

if (import.meta.main) {
  const text = readFileSync(file, 'utf8')
  const made = withTables(text)
  if (process.argv.includes('--check')) process.exitCode = made === text ? 0 : 1
  else writeFileSync(file, made)
}
