// Who is in the segment, and since when. Names are asked from Shopify for the rows shown, and never stored.
import { Box, Card, IndexTable, InlineStack, Link, Pagination, Text } from '@shopify/polaris'
import { moment } from '#app/components/wording/instants.ts'

export interface MemberView {
  readonly number: number
  /** Null when Shopify does not tell. */
  readonly name: string | null
  /** Decimal text. */
  readonly shopifyId: string
  readonly since: number | null
}

export interface MembersCardProps {
  readonly segment: number
  readonly members: readonly MemberView[]
  readonly zone: string
  readonly why: 'off' | 'counting' | 'uncounted' | 'none' | null
  readonly previous: string | null
  readonly next: string | null
  readonly onPage: (url: string) => void
}

const empty = {
  off: 'The segment is off, so nobody is in it.',
  counting: 'The customers are being counted. They appear here in a moment.',
  uncounted: 'The segment was paused before its customers were counted. Resume it to count them.',
  none: 'Nobody matches the rule at the moment.',
}

export function MembersCard({ segment, members, zone, why, previous, next, onPage }: MembersCardProps) {
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingSm">
          Customers
        </Text>
      </Box>
      {why !== null ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {empty[why]}
          </Text>
        </Box>
      ) : (
        <IndexTable
          resourceName={{ singular: 'customer', plural: 'customers' }}
          itemCount={members.length}
          selectable={false}
          headings={[{ title: 'Customer' }, { title: 'Since' }, { title: 'Reason', hidden: true }]}
        >
          {members.map((member, position) => (
            <IndexTable.Row key={member.number} id={String(member.number)} position={position}>
              <IndexTable.Cell>
                <div className="strata-wrap">
                  <Link dataPrimaryLink monochrome removeUnderline url={`/app/customers/${member.shopifyId}`}>
                    {member.name ?? `Customer ${member.shopifyId}`}
                  </Link>
                </div>
              </IndexTable.Cell>
              <IndexTable.Cell>{member.since === null ? '–' : moment(member.since, zone)}</IndexTable.Cell>
              <IndexTable.Cell>
                <Link url={`/app/customers/${member.shopifyId}?why=${segment}`} accessibilityLabel={`Why ${member.name ?? `customer ${member.shopifyId}`} is in`}>
                  Why?
                </Link>
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
      {previous === null && next === null ? null : (
        <Box padding="300" borderBlockStartWidth="025" borderColor="border">
          <InlineStack align="center">
            <Pagination
              hasPrevious={previous !== null}
              hasNext={next !== null}
              onPrevious={() => previous !== null && onPage(previous)}
              onNext={() => next !== null && onPage(next)}
              previousTooltip="First page"
              nextTooltip="Next page"
            />
          </InlineStack>
        </Box>
      )}
    </Card>
  )
}
