// The same store in plain normalised tables, as one would lay it out for SQL: for SQLite and for DuckDB, with the same names.
import { closeSync, openSync, writeSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { productTags, productTypes } from './products.ts'
import { insertAll, type Cell } from './strata-file.ts'
import { consents, countries, customerTags, languages, NONE, type Store } from './store.ts'

interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, 'INTEGER' | 'BIGINT' | 'TEXT'>>
  readonly key: string
  readonly count: number
  readonly row: (index: number) => readonly Cell[]
}

/** Instants in milliseconds, money in cents; `cancelled_at` is null for an order that counts. */
export function plainTables({ people, orders, products }: Store): readonly Table[] {
  const addresses: [number, number, number][] = []
  const tagged: [number, string][] = []
  for (let index = 0; index < people.count; index++) {
    addresses.push([index + 1, people.country[index]!, people.city[index]!])
    if (people.secondCountry[index] !== NONE) addresses.push([index + 1, people.secondCountry[index]!, people.secondCity[index]!])
    customerTags.forEach((tag, bit) => { if ((people.tags[index]! >> bit) & 1) tagged.push([index + 1, tag]) })
  }
  const ofProducts = products.tags.flatMap((tags, product) => tags.map((tag): [number, string] => [product, productTags[tag]!]))
  const orderOfLine = new Uint32Array(orders.product.length)
  for (let order = 0; order < orders.count; order++) orderOfLine.fill(order + 1, orders.lineStarts[order], orders.lineStarts[order + 1])
  return [
    {
      name: 'customers', key: 'number', columns: { number: 'INTEGER', created_at: 'BIGINT', language: 'TEXT', email: 'TEXT', sms: 'TEXT' }, count: people.count,
      row: (index) => [index + 1, people.created[index]!, languages[people.language[index]!]!, consents[people.email[index]!]!, consents[people.sms[index]!]!],
    },
    {
      name: 'customer_addresses', key: '', columns: { customer: 'INTEGER', country: 'TEXT', city: 'TEXT' }, count: addresses.length,
      row: (index) => {
        const [customer, country, city] = addresses[index]!
        return [customer, countries[country]!, `${countries[country]}-city-${city}`]
      },
    },
    { name: 'customer_tags', key: '', columns: { customer: 'INTEGER', tag: 'TEXT' }, count: tagged.length, row: (index) => tagged[index]! },
    {
      name: 'orders', key: 'id', columns: { id: 'INTEGER', customer: 'INTEGER', placed_at: 'BIGINT', total: 'INTEGER', discount: 'INTEGER', refunded: 'INTEGER', cancelled_at: 'BIGINT' }, count: orders.count,
      row: (order) => [order + 1, orders.customer[order]!, orders.at[order]!, orders.total[order]!, orders.discount[order]!, orders.refunded[order]!, Number.isNaN(orders.cancelledAt[order]!) ? null : orders.cancelledAt[order]!],
    },
    {
      name: 'order_lines', key: 'id', columns: { id: 'INTEGER', order_id: 'INTEGER', product: 'INTEGER', quantity: 'INTEGER', amount: 'INTEGER' }, count: orders.product.length,
      row: (line) => [line + 1, orderOfLine[line]!, orders.product[line]!, orders.quantity[line]!, orders.amount[line]!],
    },
    { name: 'products', key: 'number', columns: { number: 'INTEGER', type: 'TEXT' }, count: products.count, row: (index) => [index + 1, productTypes[products.type[index + 1]!]!] },
    { name: 'product_tags', key: '', columns: { product: 'INTEGER', tag: 'TEXT' }, count: ofProducts.length, row: (index) => ofProducts[index]! },
  ]
}

/** What the rules look things up by; the one on orders covers everything they ask of an order. */
const indexes = [
  'customers (language, created_at)', 'customer_addresses (country, customer)', 'customer_addresses (city, customer)', 'customer_addresses (customer)', 'customer_tags (tag, customer)', 'customer_tags (customer, tag)',
  'orders (customer, cancelled_at, placed_at, total, refunded, discount)', 'order_lines (product, order_id)', 'order_lines (order_id)', 'products (type)', 'product_tags (tag, product)',
]

/** `path` must not exist. */
export function writePlainSqlite(path: string, tables: readonly Table[]): void {
  const db = new Sqlite(path)
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  for (const table of tables) {
    db.exec(`CREATE TABLE ${table.name} (${columnsOf(table, 'PRIMARY KEY')})`)
    insertAll(db, table.name, Object.keys(table.columns), table.count, table.row)
  }
  indexes.forEach((index, at) => { db.exec(`CREATE INDEX index_${at} ON ${index}`) })
  db.exec('ANALYZE')
  db.close()
}

/** One file a table. Returns the statements that make it and read it. */
export function writeCsv(folder: string, tables: readonly Table[]): readonly string[] {
  return tables.flatMap((table) => {
    const path = `${folder}/${table.name}.csv`
    const file = openSync(path, 'w')
    let text = ''
    for (let index = 0; index < table.count; index++) {
      text += `${table.row(index).join(',')}\n`
      if (text.length < 1_000_000) continue
      writeSync(file, text)
      text = ''
    }
    writeSync(file, text)
    closeSync(file)
    const types = Object.entries(table.columns).map(([column, type]) => `'${column}': '${type}'`).join(', ')
    return [`CREATE TABLE ${table.name} (${columnsOf(table, '')})`, `INSERT INTO ${table.name} FROM read_csv('${path}', header = false, columns = {${types}})`]
  })
}

function columnsOf({ columns, key }: Table, mark: string): string {
  return Object.entries(columns).map(([column, type]) => `${column} ${type}${column === key ? ` ${mark}` : ''}`).join(', ')
}
