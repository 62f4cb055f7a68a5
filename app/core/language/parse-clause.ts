// One condition: a name, then a test, a MATCHES with its parameters, or a call of the legacy dialect.
import type { Cursor } from './cursor.ts'
import { parseArguments } from './parse-arguments.ts'
import { atTest, parseTest } from './parse-test.ts'
import { say } from './problem.ts'
import type { Call, Clause, Name, Test } from './syntax.ts'
import { unexpected } from './unexpected.ts'

/** The cursor stands on the name. */
export function parseClause(cursor: Cursor): Clause {
  const { source, start, end } = cursor.take()
  const name: Name = { text: source, start, end }
  const clause = (call: Call | null, test: Test | null, broken: boolean): Clause => {
    if (broken) cursor.skipToJoint()
    return { kind: 'clause', name, call, test, broken, ...cursor.since(name) }
  }

  let call: Call | null = null
  if (cursor.isSign('(')) {
    call = parseArguments(cursor, 'legacy')
    if (!call) return clause(null, null, true)
  }
  const style = takeMatches(cursor)
  if (style) {
    if (call) cursor.report(call, say.parenthesesBeforeMatches(name.text))
    if (!cursor.isSign('(')) {
      unexpected(cursor, cursor.peek(), `After MATCHES come parentheses: ${name.text} MATCHES (…).`)
      return clause(null, null, true)
    }
    call = parseArguments(cursor, style)
    if (!call) return clause(null, null, true)
  }
  if (atTest(cursor)) {
    const test = parseTest(cursor)
    return clause(call, test, test === null)
  }
  if (call) return clause(call, null, false)
  if (cursor.atEnd || cursor.isKeyword('THEN')) cursor.report(name, say.nameAlone(name.text))
  else unexpected(cursor, cursor.peek(), `After '${name.text}' comes a comparison such as =, >=, CONTAINS or MATCHES (…).`)
  return clause(null, null, true)
}

function takeMatches(cursor: Cursor): Call['style'] | null {
  if (cursor.takeKeyword('NOT_MATCHES')) return 'not matches'
  if (cursor.takeKeyword('MATCHES')) return 'matches'
  if (!(cursor.isKeyword('NOT') && cursor.isKeyword('MATCHES', 1))) return null
  cursor.take()
  cursor.take()
  return 'not matches'
}
