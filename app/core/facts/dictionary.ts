// Strings as small integers. Only grows, so blocks may share one.

/** The code of a value that is missing. */
export const MISSING = 0

export class Dictionary {
  /** `texts[code]`; the entry of `MISSING` is never looked at. */
  readonly texts: string[] = ['']
  readonly #codes = new Map<string, number>()

  /** The code of a text, given out when it is new. */
  add(text: string): number {
    let code = this.#codes.get(text)
    if (code === undefined) {
      code = this.texts.length
      this.#codes.set(text, code)
      this.texts.push(text)
    }
    return code
  }

  /** `MISSING` when nothing carries the text. */
  codeOf(text: string): number {
    return this.#codes.get(text) ?? MISSING
  }
}
