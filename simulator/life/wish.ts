// What a named event is asked to do, read from JSON: every field is optional, a wrong one is refused with its name.
import { Refused } from '../store/refused.ts'

export class Wish {
  readonly #fields: Readonly<Record<string, unknown>>

  constructor(fields: Readonly<Record<string, unknown>> = {}) {
    this.#fields = fields
  }

  /** An empty text counts as absent: it is a field of a form left empty. */
  has(name: string): boolean {
    const value = this.#fields[name]
    return value !== undefined && value !== null && value !== ''
  }

  /** A number, its text, or a gid. */
  id(name: string): number | null {
    if (!this.has(name)) return null
    const value = this.#fields[name]
    const id = typeof value === 'number' ? value : typeof value === 'string' ? Number(value.split('/').at(-1)) : NaN
    if (!Number.isSafeInteger(id)) throw new Refused(`${name} is not an id`)
    return id
  }

  text(name: string): string | null {
    if (!this.has(name)) return null
    const value = this.#fields[name]
    if (typeof value !== 'string') throw new Refused(`${name} is not a text`)
    return value
  }

  texts(name: string): string[] | null {
    if (!this.has(name)) return null
    const value = this.#fields[name]
    const list: unknown[] = Array.isArray(value) ? value : [value]
    if (!list.every((one) => typeof one === 'string')) throw new Refused(`${name} is not a list of texts`)
    return list.length === 0 ? null : list
  }

  number(name: string): number | null {
    if (!this.has(name)) return null
    const value = this.#fields[name]
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refused(`${name} is not a number`)
    return value
  }

  flag(name: string): boolean {
    return this.#fields[name] === true
  }
}
