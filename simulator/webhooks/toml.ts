// A reader for the TOML that app configurations are written in; what it does not know it refuses, with the line.

export type TomlValue = string | number | boolean | TomlValue[] | TomlTable
export interface TomlTable { [key: string]: TomlValue }

const escapes: Record<string, string> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', '\\': '\\' }

/** @throws SyntaxError with the line number */
export function parseToml(text: string): TomlTable {
  const root: TomlTable = {}
  const reader = new Reader(text)
  let table = root
  for (reader.skipLines(); !reader.ended; reader.skipLines()) {
    if (reader.take('[[')) {
      table = addTable(reader, root, reader.key())
      reader.expect(']]')
    } else if (reader.take('[')) {
      table = openTable(reader, root, reader.key())
      reader.expect(']')
    } else {
      reader.assign(table)
    }
    reader.endOfLine()
  }
  return root
}

/** Walks to a table, making what is missing; of an array of tables the last one is meant. */
function openTable(reader: Reader, from: TomlTable, path: readonly string[]): TomlTable {
  let table = from
  for (const key of path) {
    const found = (table[key] ??= {})
    const inner = Array.isArray(found) ? found.at(-1) : found
    if (typeof inner !== 'object' || Array.isArray(inner)) reader.fail(`${key} is not a table`)
    table = inner
  }
  return table
}

function addTable(reader: Reader, root: TomlTable, path: readonly string[]): TomlTable {
  const parent = openTable(reader, root, path.slice(0, -1))
  const list = (parent[path.at(-1) as string] ??= [])
  if (!Array.isArray(list)) reader.fail(`${path.join('.')} is not an array of tables`)
  const table: TomlTable = {}
  list.push(table)
  return table
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get ended(): boolean {
    return this.#at >= this.#text.length
  }

  fail(what: string): never {
    throw new SyntaxError(`line ${this.#text.slice(0, this.#at).split('\n').length}: ${what}`)
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found === undefined) return null
    this.#at += found.length
    return found
  }

  skipLines(): void {
    this.#match(/(?:\s|#[^\n]*)*/y)
  }

  take(text: string): boolean {
    this.#match(/[ \t]*/y)
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail(`expected ${text}`)
  }

  endOfLine(): void {
    this.#match(/[ \t]*(?:#[^\n]*)?/y)
    if (!this.ended && this.#match(/\r?\n/y) === null) this.fail('expected the end of the line')
  }

  key(): string[] {
    const path: string[] = []
    do {
      this.#match(/[ \t]*/y)
      path.push(this.#match(/[A-Za-z0-9_-]+/y) ?? this.#quoted() ?? this.fail('expected a key'))
    } while (this.take('.'))
    return path
  }

  assign(into: TomlTable): void {
    const path = this.key()
    const table = openTable(this, into, path.slice(0, -1))
    const last = path.at(-1) as string
    if (Object.hasOwn(table, last)) this.fail(`${path.join('.')} is set twice`)
    this.expect('=')
    table[last] = this.#value()
  }

  #value(): TomlValue {
    this.#match(/[ \t]*/y)
    const text = this.#quoted()
    if (text !== null) return text
    if (this.take('[')) return this.#array()
    if (this.take('{')) return this.#inlineTable()
    const word = this.#match(/[A-Za-z0-9_+.-]+/y) ?? this.fail('expected a value')
    if (word === 'true' || word === 'false') return word === 'true'
    const number = Number(word.replaceAll('_', ''))
    return Number.isFinite(number) ? number : this.fail(`cannot read the value ${word}`)
  }

  #array(): TomlValue[] {
    const items: TomlValue[] = []
    for (;;) {
      this.skipLines()
      if (this.take(']')) return items
      items.push(this.#value())
      this.skipLines()
      if (!this.take(',')) {
        this.expect(']')
        return items
      }
    }
  }

  #inlineTable(): TomlTable {
    const table: TomlTable = {}
    if (this.take('}')) return table
    do this.assign(table)
    while (this.take(','))
    this.expect('}')
    return table
  }

  #quoted(): string | null {
    if (this.#text.startsWith('"""', this.#at) || this.#text.startsWith("'''", this.#at)) this.fail('texts over several lines are not read')
    const literal = this.#match(/'[^'\n]*'/y)
    if (literal !== null) return literal.slice(1, -1)
    const basic = this.#match(/"(?:[^"\\\n]|\\.)*"/y)
    if (basic === null) return null
    return basic.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, code: string) =>
      code.length === 5 ? String.fromCharCode(parseInt(code.slice(1), 16)) : escapes[code] ?? this.fail(`unknown escape \\${code}`))
  }
}
