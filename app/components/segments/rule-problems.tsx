// What is wrong with the rule: place, cause and, where there is one obvious remedy, a button that applies it.
import { BlockStack, Box, Button, Icon, InlineStack, Text } from '@shopify/polaris'
import { AlertCircleIcon, AlertTriangleIcon } from '@shopify/polaris-icons'
import { Excerpt } from '#app/components/segments/excerpt.tsx'
import type { Problem } from '#app/core/segment.ts'

export interface RuleProblemsProps {
  readonly id: string
  readonly rule: string
  readonly problems: readonly Problem[]
  readonly onReplace: (rule: string) => void
}

export function RuleProblems({ id, rule, problems, onReplace }: RuleProblemsProps) {
  return (
    <div id={id} aria-live="polite">
      {problems.length === 0 ? null : (
        <ul className="strata-problems">
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.start} ${problem.end}`}>
              <ProblemLine rule={rule} problem={problem} onReplace={onReplace} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ProblemLine({ rule, problem, onReplace }: { rule: string; problem: Problem; onReplace: (rule: string) => void }) {
  const wrong = problem.severity === 'error'
  const { replacement } = problem
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <Box>
        <Icon source={wrong ? AlertCircleIcon : AlertTriangleIcon} tone={wrong ? 'textCritical' : 'textCaution'} />
      </Box>
      <BlockStack gap="100" inlineAlign="start">
        <Text as="p" tone={wrong ? 'critical' : 'caution'}>
          <Text as="span" fontWeight="medium">
            Line {problem.line}, column {problem.column + 1}:
          </Text>{' '}
          {problem.message}
        </Text>
        <Excerpt rule={rule} problem={problem} />
        {replacement === undefined ? null : (
          <Button variant="plain" onClick={() => onReplace(rule.slice(0, problem.start) + replacement + rule.slice(problem.end))}>
            {replacement === '' ? 'Remove this' : `Replace with ${replacement}`}
          </Button>
        )}
      </BlockStack>
    </InlineStack>
  )
}
