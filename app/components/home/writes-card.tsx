// The switch for all tag writing of the shop.
import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris'

export interface WritesCardProps {
  readonly enabled: boolean
  /** Whether the merchant ever let tags be written. */
  readonly approved: boolean
  readonly switching: boolean
  readonly onSwitch: (enabled: boolean) => void
}

export function WritesCard({ enabled, approved, switching, onSwitch }: WritesCardProps) {
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingSm">
            Tag writing
          </Text>
          {!approved ? <Badge>Not begun</Badge> : enabled ? <Badge tone="success">On</Badge> : <Badge tone="attention">Off</Badge>}
        </InlineStack>
        <Text as="p" tone="subdued">
          {wordsForWrites(enabled, approved)}
        </Text>
        {approved ? (
          <Button onClick={() => onSwitch(!enabled)} loading={switching}>
            {enabled ? 'Stop all tag writing' : 'Start tag writing'}
          </Button>
        ) : null}
        {approved ? <Link url="/app/leave">Leaving Strata</Link> : null}
      </BlockStack>
    </Card>
  )
}

function wordsForWrites(enabled: boolean, approved: boolean): string {
  if (!approved) return 'Nothing has been written to your store yet. Turn a segment on, look at what it would write, and say go on its page.'
  return enabled ? 'Strata adds and removes its tags in your store as segments change.' : 'Strata changes nothing in your store. Switch it on to let it catch up.'
}
