// When the customer entered and left segments, and why, newest first.
import { BlockStack, Card, Link, Text } from '@shopify/polaris'
import type { CustomerPassage, Reason } from '#app/components/customers/customer-view.ts'
import { moment } from '#app/components/wording/instants.ts'

const because: Readonly<Record<Reason, string>> = {
  event: 'something happened in the store',
  time: 'time passed',
  rule: 'the rule was applied to everyone',
  state: 'the segment was switched',
  correction: 'the facts were corrected',
  'cut points': 'the store as a whole moved, and with it its cut points',
}

export function PassagesCard({ passages, zone }: { passages: readonly CustomerPassage[]; zone: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          History
        </Text>
        {passages.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing yet. From now on, every time this customer enters or leaves a segment is written down here.
          </Text>
        ) : (
          <BlockStack gap="200">
            {passages.map((passage) => (
              <BlockStack key={`${passage.segment} ${passage.at} ${passage.entered}`}>
                <Text as="p">
                  {passage.entered ? 'Entered ' : 'Left '}
                  <Link url={`/app/segments/${passage.segment}`}>{passage.name}</Link>
                </Text>
                <Text as="p" variant="bodySm" tone="subdued">
                  {moment(passage.at, zone)} · {because[passage.reason]}
                </Text>
              </BlockStack>
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  )
}
