// The piece of the rule a problem is about, with the wrong part underlined.
import type { Problem } from '#app/core/segment.ts'

const around = 32

export function Excerpt({ rule, problem }: { rule: string; problem: Problem }) {
  const lineStart = rule.lastIndexOf('\n', Math.max(0, problem.start - 1)) + 1
  const lineEnd = rule.indexOf('\n', problem.end) < 0 ? rule.length : rule.indexOf('\n', problem.end)
  const from = Math.max(lineStart, problem.start - around)
  const to = Math.min(lineEnd, problem.end + around)
  const wrong = rule.slice(problem.start, problem.end)
  return (
    <code className={`strata-excerpt strata-excerpt--${problem.severity}`}>
      {from > lineStart ? '…' : ''}
      {rule.slice(from, problem.start)}
      {/* At the end of the text there is nothing to underline but the gap. */}
      <mark>{wrong.trim() === '' ? '\u00a0' : wrong}</mark>
      {rule.slice(problem.end, to)}
      {to < lineEnd ? '…' : ''}
    </code>
  )
}
