// The segments the customer is in, since when and until when.
import { Box, Card, IndexTable, Link, Text } from '@shopify/polaris'
import type { CustomerSegment } from '#app/components/customers/customer-view.ts'
import { moment } from '#app/components/wording/instants.ts'

export function CustomerSegmentsCard({ segments, zone }: { segments: readonly CustomerSegment[]; zone: string }) {
  const untilKnown = segments.some((segment) => segment.until !== undefined)
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingSm">
          Segments
        </Text>
      </Box>
      {segments.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            This customer is in no segment at the moment.
          </Text>
        </Box>
      ) : (
        <IndexTable
          resourceName={{ singular: 'segment', plural: 'segments' }}
          itemCount={segments.length}
          selectable={false}
          headings={untilKnown ? [{ title: 'Segment' }, { title: 'Since' }, { title: 'Until' }] : [{ title: 'Segment' }, { title: 'Since' }]}
        >
          {segments.map((segment, position) => (
            <IndexTable.Row key={segment.id} id={String(segment.id)} position={position}>
              <IndexTable.Cell>
                <div className="strata-wrap">
                  <Link dataPrimaryLink monochrome removeUnderline url={`/app/segments/${segment.id}`}>
                    {segment.name}
                  </Link>
                </div>
              </IndexTable.Cell>
              <IndexTable.Cell>{segment.since === null ? '–' : moment(segment.since, zone)}</IndexTable.Cell>
              {untilKnown ? <IndexTable.Cell>{untilWords(segment.until, zone)}</IndexTable.Cell> : null}
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
    </Card>
  )
}

function untilWords(until: number | null | undefined, zone: string): string {
  if (until === undefined) return '–'
  return until === null ? 'No set end' : moment(until, zone)
}
