// How many customers a segment holds, or why that is not known yet.
import { Text } from '@shopify/polaris'
import type { SegmentView } from '#app/components/segments/segment-view.ts'
import { count } from '#app/components/wording/numbers.ts'

export function MemberCount({ segment }: { segment: SegmentView }) {
  // Paused before it was counted, it is not counted until it goes on.
  if (segment.state === 'off' || (segment.state === 'paused' && !segment.filled)) return <Text as="span" tone="subdued">–</Text>
  if (!segment.filled) return <Text as="span" tone="subdued">Counting…</Text>
  return (
    <Text as="span" numeric>
      {count(segment.members)}
    </Text>
  )
}
