// The state of a segment as a badge.
import { Badge } from '@shopify/polaris'
import type { SegmentState } from '#app/components/segments/segment-view.ts'

export function StateBadge({ state }: { state: SegmentState }) {
  switch (state) {
    case 'on':
      return <Badge tone="success">On</Badge>
    case 'paused':
      return <Badge tone="attention">Paused</Badge>
    case 'off':
      return <Badge>Off</Badge>
  }
}
