// The switch for all tag writing of the shop.
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'

export interface WritesCardProps {
  readonly enabled: boolean
  readonly switching: boolean
  readonly onSwitch: (enabled: boolean) => void
}

export function WritesCard({ enabled, switching, onSwitch }: WritesCardProps) {
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            Tag writing
          </Text>
          {enabled ? <Badge tone="success">On</Badge> : <Badge tone="attention">Off</Badge>}
        </InlineStack>
        <Text as="p" tone="subdued">
          {enabled ? 'Strata adds and removes its tags in your store as segments change.' : 'Strata changes nothing in your store. Switch it on to let it catch up.'}
        </Text>
        <Button onClick={() => onSwitch(!enabled)} loading={switching}>
          {enabled ? 'Stop all tag writing' : 'Start tag writing'}
        </Button>
      </BlockStack>
    </Card>
  )
}
