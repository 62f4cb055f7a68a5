// Every statement in the sources of the app, as text, with where it stands.
import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

export interface SqlText {
  readonly file: string
  /** One blank between words; what is put in between stands as `?{…}`. */
  readonly text: string
}

const verb = /^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\b/

export function sqlTexts(pattern: string): SqlText[] {
  return globSync(pattern).sort().flatMap((file) => textsOf(file, readFileSync(file, 'utf8')))
}

/** Of one file: what begins with a verb of SQL, wherever it stands. */
export function textsOf(file: string, source: string): SqlText[] {
  const found: SqlText[] = []
  const visit = (node: ts.Node): void => {
    const text = textOf(node)
    if (text !== undefined && verb.test(text)) found.push({ file, text: text.replace(/\s+/g, ' ').trim() })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
  return found
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map((span) => `?{${span.expression.getText()}}${span.literal.text}`).join('')
}
