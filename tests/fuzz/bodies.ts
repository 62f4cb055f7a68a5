// Bodies that Shopify would never send: samples with one or more things wrong, in their values or in their bytes.
import { sampleText } from '#tests/journeys/samples.ts'
import type { Chance } from './chance.ts'

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

/** Values as they stand in JSON text. */
const values: readonly string[] = [
  'null', 'true', 'false', '-1', '0', '-0', '1.5', '1e400', '-1e400', '1e-400', '9007199254740993', '9223372036854775807', '9223372036854775808', '18446744073709551616',
  `1${'0'.repeat(400)}`, '0.1e1', '""', '" "', '"0"', '"-5"', '"01"', '"1e3"', '"NaN"', '"Infinity"', '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udfff\\ud83d"', '"\\u202e\\u0007\\u001b[2J"', '"🂡é́"',
  '"9223372036854775808"', `"${'9'.repeat(40)}"`, '"gid://shopify/Customer/9223372036854775808"', '"gid://shopify/Customer/0"', '"gid://shopify/Order/-1"', '"gid://other/x/1"', '"1; DROP TABLE customers"', '"\' OR 1=1 --"', '"${7*7}"',
  '"0000-00-00T00:00:00Z"', '"+275760-09-13T00:00:00.000Z"', '"-271821-04-20T00:00:00Z"', '"2026-13-45T99:99:99Z"', '"1969-12-31T23:59:59Z"', '"2026-11-22"', '"12345678901234567.89"', '"-99.999"', '"1,000.00"', '"0x10"', '"１２"',
  '[]', '{}', '[null]', '[[]]', '{"id":{}}', '{"":""}', '{"__proto__":{"id":1}}', '{"constructor":{"prototype":{"admin":true}}}', '{"toString":1,"valueOf":null,"length":-1}', '[1,"a",{},null,true]', nested(60),
]

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'id', 'admin_graphql_api_id', '', '\\u0000', 'email', 'customer', 'line_items']

interface Spot { readonly from: number; readonly to: number }

/** Where values stand in a text of JSON that is whole: scalars and short braces behind a colon, a comma or a bracket. */
function spots(text: string): Spot[] {
  return [...text.matchAll(/(?<=[:[,])\s*("(?:[^"\\]|\\.)*"(?!\s*:)|-?\d[\d.eE+-]*|true|false|null|\{\}|\[\])/g)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }))
}

function replaceSome({ below, pick }: Chance, text: string): string {
  let changed = text
  for (let times = 1 + below(4); times > 0; times--) {
    const found = spots(changed)
    if (found.length === 0) return changed
    const { from, to } = pick(found)
    changed = changed.slice(0, from) + pick(values) + changed.slice(to)
  }
  return changed
}

type Mutation = (chance: Chance, text: string) => string | Buffer

const mutations: readonly Mutation[] = [
  replaceSome, replaceSome, replaceSome, replaceSome,
  // A field more: known twice, or one that objects have by themselves.
  ({ pick }, text) => text.replace('{', `{"${pick(names)}":${pick(values)},`),
  ({ pick }, text) => text.replace(/\}$/, `,"${pick(names)}":${pick(values)}}`),
  ({ below }, text) => text.slice(0, below(text.length)),
  (_, text) => text + text,
  (_, text) => `[${text}]`,
  ({ pick }) => pick(values),
  ({ pick }, text) => pick(['', ' ', '\u0000', '﻿' + text, text + '\u0000', `${text} x`, `'${text}'`, text.replaceAll('"', "'"), `{"a":${text}`, 'id=1&email=a%40b.c', '<order/>']),
  // Bits that fell over.
  ({ below }, text) => {
    const bytes = Buffer.from(text)
    for (let times = 1 + below(8); times > 0; times--) bytes[below(bytes.length)] = below(256)
    return bytes
  },
  ({ below }, text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xc3, 0x28, 0xff, below(256)])]),
  // A list of a thousand where there was one.
  ({ pick }, text) => {
    const { from, to } = pick(spots(text))
    return `${text.slice(0, from)}[${Array(1_000).fill(text.slice(from, to)).join(',')}]${text.slice(to)}`
  },
]

const rare: readonly Mutation[] = [
  ({ pick }, text) => text.replace('{', `{"${pick(names)}":${nested(100_000)},`),
  ({ pick }, text) => text.replace('{', `{"${pick(names)}":${'{"a":'.repeat(100_000)}9007199254740993${'}'.repeat(100_000)},`),
  ({ pick }, text) => text.replace('{', `{"${pick(names)}":"${'x'.repeat(5 * 1024 * 1024 - text.length - 40)}",`),
  (_, text) => text.replace('{', `{"note":"${'x'.repeat(5 * 1024 * 1024)}",`),
]

export const wholeBody = (topic: string): Buffer => Buffer.from(sampleText(topic))

export function brokenBody(chance: Chance, topic: string): Buffer {
  const mutate = chance.once(500) ? chance.pick(rare) : chance.pick(mutations)
  const made = mutate(chance, sampleText(topic))
  return typeof made === 'string' ? Buffer.from(made) : made
}
