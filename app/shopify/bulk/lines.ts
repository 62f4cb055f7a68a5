// Cuts a stream of text into lines, numbered from 0; skips the first ones without looking into them.

export interface NumberedLine {
  readonly number: number
  readonly text: string
}

/** Batches of lines as they arrive, beginning with line `from`. A last line without an end counts; empty lines are numbered but left out. */
export async function* linesFrom(chunks: AsyncIterable<string>, from: number): AsyncGenerator<NumberedLine[]> {
  let rest = ''
  let number = 0
  for await (const chunk of chunks) {
    const text = rest === '' ? chunk : rest + chunk
    const batch: NumberedLine[] = []
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (number >= from && end > start) batch.push({ number, text: text.slice(start, end) })
      number += 1
      start = end + 1
    }
    rest = text.slice(start)
    if (batch.length > 0) yield batch
  }
  if (rest !== '' && number >= from) yield [{ number, text: rest }]
}
