// A bulk mutation: every line of the uploaded file is one execution, in no particular order; a bad line fails alone.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { DocumentNode } from 'graphql'
import type { FieldContext } from '../fields/field.ts'
import { escaped } from './compile.ts'
import { type BulkOperation, shuffle } from './operation.ts'
import type { Sink } from './sink.ts'

/** Lines are taken up in groups of this size, and each group is worked through in random order. */
const group = 50

interface Line { readonly number: number; readonly text: string }

export async function runMutationLines(document: DocumentNode, file: string, operation: BulkOperation, context: FieldContext, sink: Sink): Promise<void> {
  let waiting: Line[] = []
  let number = 0
  const work = async () => {
    shuffle(waiting, context.state.random)
    for (const line of waiting) {
      sink.add(await answerTo(line, document, context))
      operation.rootObjectCount++
      if (sink.due) await sink.breathe()
      if (!sink.wanted) return
    }
    waiting = []
  }
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (text.trim() !== '') waiting.push({ number: number++, text })
    if (waiting.length < group) continue
    await work()
    if (!sink.wanted) return
  }
  await work()
}

async function answerTo({ number, text }: Line, document: DocumentNode, context: FieldContext): Promise<string> {
  const variables = readVariables(text)
  const result = variables
    ? await context.execute(document, variables)
    : { errors: [{ message: 'The line is not a JSON object.' }] }
  return escaped(JSON.stringify({ ...result, __lineNumber: number }))
}

function readVariables(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
