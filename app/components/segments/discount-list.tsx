// The discounts limited to a segment, each with its state and a way to its page in the admin.
import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris'
import type { DiscountView } from '#app/components/segments/native-view.ts'

const states = { ACTIVE: { tone: 'success', word: 'Active' }, SCHEDULED: { tone: 'attention', word: 'Scheduled' }, EXPIRED: { tone: undefined, word: 'Expired' } } as const

export function DiscountList({ discounts }: { discounts: readonly DiscountView[] }) {
  return (
    <BlockStack gap="150">
      <Text as="h3" variant="bodySm" tone="subdued">
        Discounts for this segment
      </Text>
      {discounts.length === 0 ? <Text as="p" tone="subdued">None.</Text> : null}
      {discounts.map(({ id, title, code, status }) => (
        <InlineStack key={id} gap="200" blockAlign="center">
          <Link url={`shopify://admin/discounts/${id}`} target="_top">{title}</Link>
          <Text as="span" variant="bodySm" tone="subdued">{code ?? 'Automatic'}</Text>
          <Badge {...(states[status].tone === undefined ? {} : { tone: states[status].tone })}>{states[status].word}</Badge>
        </InlineStack>
      ))}
    </BlockStack>
  )
}
