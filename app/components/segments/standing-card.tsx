// Where the segment stands now: how many are in it, and what its state means.
import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'
import { MemberCount } from '#app/components/segments/member-count.tsx'
import type { SegmentState, SegmentView } from '#app/components/segments/segment-view.ts'
import { countOf } from '#app/components/wording/numbers.ts'

const meanings: Readonly<Record<SegmentState, string>> = {
  on: 'Customers join and leave by the rule, and their tags follow.',
  paused: 'Nobody joins or leaves until you resume. The tags stay as they are.',
  off: 'Nobody is in the segment and nobody carries its tag. Turn it on when the preview looks right.',
}

/** `awaited`: Shopify has yet to answer a part of the rule. */
export function StandingCard({ segment, awaited = false }: { segment: SegmentView; awaited?: boolean }) {
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            Customers now
          </Text>
          <Text as="span" variant="headingSm">
            <MemberCount segment={segment} />
          </Text>
        </InlineStack>
        <Text as="p" tone="subdued">
          {segment.frozen && segment.state === 'on' ? 'Customers join and leave by the rule, but their tags are frozen.' : meanings[segment.state]}
        </Text>
        {segment.state === 'off' || segment.unknowns === 0 ? null : (
          <Text as="p" tone="subdued">
            For {countOf(segment.unknowns, 'customer')} it cannot be said yet, because {awaited ? 'Shopify has not answered' : 'part of their history is missing'}.
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
