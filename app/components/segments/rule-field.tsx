// The rule as text, checked on every keystroke in the browser; nothing is called wrong before the merchant has typed.
import { useId } from 'react'
import { BlockStack, Text, TextField } from '@shopify/polaris'
import { RuleProblems } from '#app/components/segments/rule-problems.tsx'
import { RuleSuggestions } from '#app/components/segments/rule-suggestions.tsx'
import { useCursor } from '#app/components/segments/use-cursor.ts'
import type { Store } from '#app/core/language/complete/store.ts'
import type { Problem } from '#app/core/segment.ts'

export interface RuleFieldProps {
  readonly rule: string
  readonly problems: readonly Problem[]
  /** The rule in plain English; null while it does not stand. */
  readonly sentence: string | null
  /** What the store holds, to choose from. */
  readonly store: Store
  /** What only the server knows, such as a circle of segments. */
  readonly refused: readonly Problem[] | undefined
  readonly touched: boolean
  readonly onChange: (rule: string) => void
  readonly onBlur: () => void
}

const help = 'Shopify’s segment language, and more. Combine conditions with AND, OR, NOT and parentheses.'

export function RuleField({ rule, problems, sentence, store, refused, touched, onChange, onBlur }: RuleFieldProps) {
  const id = useId()
  const cursor = useCursor(id, rule)
  const choose = (chosen: string, at: number) => {
    cursor.goTo(at)
    onChange(chosen)
  }
  const empty = rule.trim() === ''
  const shown = empty ? [] : (refused ?? (touched ? problems : []))
  const wrong = shown.some((problem) => problem.severity === 'error')
  const message = touched && empty ? 'Write a rule, for example number_of_orders > 5.' : undefined
  return (
    <BlockStack gap="100">
      <div onSelect={cursor.onSelect}>
        <TextField
          id={id}
          label="Rule"
          value={rule}
          onChange={onChange}
          onBlur={onBlur}
          multiline={4}
          maxHeight={320}
          monospaced
          autoComplete="off"
          spellCheck={false}
          helpText={help}
          placeholder="number_of_orders > 5 AND last_order_date > -90d"
          error={message ?? wrong}
        />
      </div>
      {cursor.at === null ? null : <RuleSuggestions rule={rule} cursor={Math.min(cursor.at, rule.length)} store={store} onChoose={choose} />}
      <RuleProblems id={message === undefined ? `${id}Error` : `${id}Problems`} rule={rule} problems={shown} onReplace={onChange} />
      {sentence === null ? null : (
        <Text as="p" breakWord>
          {sentence}.
        </Text>
      )}
    </BlockStack>
  )
}
