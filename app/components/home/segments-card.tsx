// The segments of the shop with their live counts, shortest form.
import { Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { SegmentTable } from '#app/components/segments/segment-table.tsx'
import type { SegmentView } from '#app/components/segments/segment-view.ts'

const shown = 10

export function SegmentsCard({ segments }: { segments: readonly SegmentView[] }) {
  return (
    <Card padding="0">
      <Box padding="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            Segments
          </Text>
          <Button variant="plain" url="/app/segments">
            {segments.length > shown ? `View all ${segments.length}` : 'View all'}
          </Button>
        </InlineStack>
      </Box>
      <SegmentTable segments={segments.slice(0, shown)} />
    </Card>
  )
}
