// The customer's tags: those Strata keeps, and all others, which it never touches.
import { BlockStack, Card, InlineStack, Tag, Text } from '@shopify/polaris'
import type { CustomerTag } from '#app/components/customers/customer-view.ts'

export function TagsCard({ tags, problem }: { tags: readonly CustomerTag[]; problem: string | null }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Tags
        </Text>
        <Group title="Kept by Strata" tags={tags.filter((tag) => tag.ours)} none="None at the moment." />
        <Group title="Yours" tags={tags.filter((tag) => !tag.ours)} none="None. Tags you or other apps give are never touched by Strata." />
        {problem === null ? null : (
          <Text as="p" tone="critical">
            Shopify refused the last change: {problem}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}

function Group({ title, tags, none }: { title: string; tags: readonly CustomerTag[]; none: string }) {
  return (
    <BlockStack gap="150">
      <Text as="h3" variant="bodySm" tone="subdued">
        {title}
      </Text>
      {tags.length === 0 ? (
        <Text as="p" tone="subdued">
          {none}
        </Text>
      ) : (
        <InlineStack gap="150">
          {tags.map(({ tag }) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  )
}
