// Says that nothing of a segment is written to the store yet, and offers to write it.
import { BlockStack, Button, Card, Text } from '@shopify/polaris'

export interface ApprovalCardProps {
  readonly segment: { readonly tag: string; readonly state: 'on' | 'paused' | 'off'; readonly approved: boolean }
  readonly approving: boolean
  readonly onApprove: () => void
}

export function ApprovalCard({ segment: { tag, state, approved }, approving, onApprove }: ApprovalCardProps) {
  if (approved || state === 'off') return null
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">Nothing is written yet</Text>
        <Text as="p" breakWord>Customers join and leave by the rule. Nobody gets the tag “{tag}” in your store until you say so.</Text>
        <Button variant="primary" loading={approving} onClick={onApprove}>Write these tags</Button>
      </BlockStack>
    </Card>
  )
}
