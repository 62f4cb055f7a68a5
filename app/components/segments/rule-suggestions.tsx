// What may come next where the cursor stands in the rule, as buttons below the field: chosen with the mouse, or with Tab and Enter.
import { Button, InlineStack, Text } from '@shopify/polaris'
import { complete } from '#app/core/language/complete/complete.ts'
import type { Item } from '#app/core/language/complete/item.ts'
import type { Store } from '#app/core/language/complete/store.ts'

export interface RuleSuggestionsProps {
  readonly rule: string
  /** UTF-16 offset of the cursor. */
  readonly cursor: number
  readonly store: Store
  /** The rule with the choice in it, and where the cursor then belongs. */
  readonly onChoose: (rule: string, cursor: number) => void
}

const shown = 8

export function RuleSuggestions({ rule, cursor, store, onChoose }: RuleSuggestionsProps) {
  const { from, to, items } = complete(rule, cursor, store)
  const choose = ({ text }: Item) => {
    const rest = rule.slice(to)
    const written = `${rule.slice(0, from)}${text}${/^[\s),]/.test(rest) || text.endsWith('(') ? '' : ' '}`
    onChoose(written + rest, written.length)
  }
  // What is written in full already is no help.
  const offered = items.filter(({ text }) => text !== rule.slice(from, to)).slice(0, shown)
  if (offered.length === 0) return null
  return (
    <div role="group" aria-label="Suggestions">
      <InlineStack gap="100" blockAlign="center">
        <Text as="span" tone="subdued">Next:</Text>
        {offered.map((item) => (
          <Button key={item.text} size="micro" accessibilityLabel={item.detail === '' ? item.label : `${item.label}: ${item.detail}`} onClick={() => choose(item)}>
            {item.label}
          </Button>
        ))}
      </InlineStack>
    </div>
  )
}
