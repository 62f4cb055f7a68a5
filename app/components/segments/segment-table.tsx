// The list of segments: name, state, members, tag; a row opens the segment.
import { IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris'
import { MemberCount } from '#app/components/segments/member-count.tsx'
import type { SegmentView } from '#app/components/segments/segment-view.ts'
import { StateBadge } from '#app/components/segments/state-badge.tsx'

export function SegmentTable({ segments }: { segments: readonly SegmentView[] }) {
  const { smDown } = useBreakpoints()
  return (
    <IndexTable
      resourceName={{ singular: 'segment', plural: 'segments' }}
      itemCount={segments.length}
      selectable={false}
      condensed={smDown}
      headings={[{ title: 'Segment' }, { title: 'State' }, { title: 'Customers', alignment: 'end' }, { title: 'Tag' }]}
    >
      {segments.map((segment, position) => (smDown ? <CondensedRow key={segment.id} segment={segment} position={position} /> : <Row key={segment.id} segment={segment} position={position} />))}
    </IndexTable>
  )
}

interface RowProps {
  readonly segment: SegmentView
  readonly position: number
}

function Row({ segment, position }: RowProps) {
  return (
    <IndexTable.Row id={String(segment.id)} position={position}>
      <IndexTable.Cell>
        <div className="strata-wrap">
          <Link dataPrimaryLink monochrome removeUnderline url={`/app/segments/${segment.id}`}>
            <Text as="span" variant="bodyMd" fontWeight="semibold">
              {segment.name}
            </Text>
          </Link>
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StateBadge state={segment.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="p" alignment="end">
          <MemberCount segment={segment} />
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div className="strata-wrap">{segment.tag}</div>
      </IndexTable.Cell>
    </IndexTable.Row>
  )
}

function CondensedRow({ segment, position }: RowProps) {
  return (
    <IndexTable.Row id={String(segment.id)} position={position}>
      <div className="strata-condensed-row">
        <div className="strata-condensed-row__text">
          <Link dataPrimaryLink monochrome removeUnderline url={`/app/segments/${segment.id}`}>
            <Text as="span" variant="bodyMd" fontWeight="semibold">
              {segment.name}
            </Text>
          </Link>
          <Text as="p" variant="bodySm" tone="subdued">
            {segment.tag}
          </Text>
        </div>
        <MemberCount segment={segment} />
        <StateBadge state={segment.state} />
      </div>
    </IndexTable.Row>
  )
}
