// Every statement on what belongs to shops says whose: none can reach what is another's.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sqlTexts, textsOf } from './sql-texts.ts'

/** Table by table: the column that says whose a row is, as the schema has it. */
const owners = new Map<string, string>()
for (const [, body = ''] of readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)) {
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? 'Session'
  if (/^\s+shop_id\s/m.test(body)) owners.set(table, 'shop_id')
}
owners.set('shops', 'id').set('Session', 'shop').set('deliveries', 'shop').set('segment_versions', 'shop_id')

/** What is not about one shop, and why that is right: the beginning of the statement, and the reason. */
const ofNoShop: readonly (readonly [file: string, begins: string, why: string])[] = [
  ['app/db/shops.ts', 'SELECT ?{columns} FROM shops WHERE domain = ?', 'finds a shop by the domain Shopify vouched for'],
  ['app/db/shops.ts', "SELECT ?{columns} FROM shops WHERE state = 'installed'", 'which shops there are, for the sweep'],
  ['app/db/shops.ts', 'SELECT ?{columns} FROM shops ORDER BY id', 'which shops there are, for what is erased once a day'],
  ['app/db/shops.ts', 'INSERT INTO shops', 'a shop comes to be'],
  ['app/db/segments.ts', 'INSERT INTO segment_versions', 'the segment was made or changed within its shop in the statement before'],
  ['app/db/segments.ts', 'DELETE FROM segment_versions WHERE segment_id', 'the segment was deleted within its shop in the statement before'],
  ['app/db/facts/upsert-text.ts', 'INSERT INTO ?{table}', 'writes the column names it is given, the keys first; every table’s first key is shop_id'],
  ['app/db/evaluation-work.ts', 'SELECT', 'a sum over all shops, for the health of the process'],
  ['app/server/health.ts', 'SELECT id FROM shops LIMIT 1', 'whether the database answers; nothing is shown'],
  ['app/db/inbox-table.ts', 'UPDATE deliveries SET', 'marks by ids that were handed out for one shop'],
  ['app/db/inbox-table.ts', 'SELECT min(shop) AS shop FROM deliveries', 'which shops have something to do, for the sweep'],
  ['app/db/inbox-table.ts', 'SELECT CAST(sum(', 'how much room all deliveries take, for the bound of the inbox'],
  ['app/db/inbox-table.ts', 'SELECT count(*)', 'counts over all shops, for the health of the process'],
]

const excused = ({ file, text }: { file: string; text: string }) => ofNoShop.find(([where, begins]) => where === file && text.startsWith(begins))

/** Tables that a statement names and whose owner it does not. */
function unowned(text: string): string[] {
  const named = [...text.matchAll(/\b(?:FROM|INTO|UPDATE|JOIN)\s+"?(\w+|\?\{)"?/g)].map(([, table = '']) => table)
  return [...new Set(named)].filter((table) => {
    // A table that is put in might be any of them.
    const owner = table === '?{' ? 'shop_id' : owners.get(table)
    if (owner === undefined) return false
    return !(owner === 'id' ? /\bid = (\?|\w+\.shop_id)|\.shop_id = s\.id/ : new RegExp(`\\b${owner}\\b *(=|IN\\b)|INTO \\S+ \\([^)]*\\b${owner}\\b`)).test(text)
  })
}

const all = sqlTexts('app/**/*.ts')

test('every statement on a table of shops names the shop', () => {
  expect(all.length).toBeGreaterThan(150)
  const faults = all.filter((one) => unowned(one.text).length > 0 && !excused(one)).map(({ file, text }) => `${file}: ${text.slice(0, 140)}`)
  expect(faults).toEqual([])
})

test('no excuse stands without a statement that needs it', () => {
  const needed = new Set(all.filter(({ text }) => unowned(text).length > 0).map(excused))
  expect(ofNoShop.filter((one) => !needed.has(one))).toEqual([])
})

test('a statement that forgets the shop is found, in quotes of any kind', () => {
  const found = textsOf('x.ts', 'const a = `SELECT * FROM runs WHERE id = ${id}`; const b = "UPDATE shops SET plan = 1"; const c = `DELETE FROM orders WHERE shop_id = ?`').map(({ text }) => unowned(text))
  expect(found).toEqual([['runs'], ['shops'], []])
})
