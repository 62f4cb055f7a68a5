// For every segment whether the customer is in it, why, until when, and what would bring them in.
import { useState } from 'react'
import { Badge, BlockStack, Button, Card, Collapsible, InlineStack, Link, List, SkeletonBodyText, Text } from '@shopify/polaris'
import type { WhySegment, WhyState } from '#app/components/customers/why-view.ts'
import { moment } from '#app/components/wording/instants.ts'

export interface WhyCardProps {
  readonly why: WhyState
  readonly zone: string
  /** The segment that was asked about, shown open. */
  readonly asked: number | null
}

export function WhyCard({ why, zone, asked }: WhyCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Why in, and why not
        </Text>
        <Contents why={why} zone={zone} asked={asked} />
      </BlockStack>
    </Card>
  )
}

function Contents({ why, zone, asked }: WhyCardProps) {
  if (why.kind === 'asking') return <SkeletonBodyText lines={3} />
  if (why.kind === 'failed') return <Text as="p" tone="subdued">The reasons could not be worked out at the moment. Reload the page to try again.</Text>
  if (why.segments.length === 0) return <Text as="p" tone="subdued">No segment is on. Turn one on to see here why this customer is in it or not.</Text>
  const asOf = (segment: WhySegment): number => (segment.id === asked ? -1 : segment.member === true ? 0 : segment.member === false ? 1 : 2)
  return [...why.segments].sort((a, b) => asOf(a) - asOf(b)).map((segment) => <Segment key={segment.id} segment={segment} zone={zone} opened={segment.id === asked} />)
}

function Segment({ segment, zone, opened }: { readonly segment: WhySegment; readonly zone: string; readonly opened: boolean }) {
  const [open, setOpen] = useState(opened)
  const { id, name, member, summary } = segment
  const details = `why-${id}`
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" align="space-between" blockAlign="center" wrap={false}>
        <div className="strata-wrap">
          <InlineStack gap="200" blockAlign="center">
            <Link url={`/app/segments/${id}`}>{name}</Link>
            {member === true ? <Badge tone="success">In</Badge> : member === false ? <Badge>Not in</Badge> : <Badge tone="attention">Not known</Badge>}
          </InlineStack>
        </div>
        <Button variant="plain" ariaExpanded={open} ariaControls={details} accessibilityLabel={`${open ? 'Less' : 'More'} about ${name}`} onClick={() => setOpen(!open)}>
          {open ? 'Less' : 'More'}
        </Button>
      </InlineStack>
      {open ? null : <Text as="p">{summary}</Text>}
      <Text as="p" variant="bodySm" tone="subdued">
        {end(segment, zone)}
      </Text>
      <Collapsible id={details} open={open}>
        <BlockStack gap="200">
          <Points title={member === true ? 'In, because' : 'Not in, because'} lines={segment.reasons} />
          <Points title="What would bring them in" lines={segment.changes} />
          <Points title="Nothing brings them in" lines={segment.obstacles} />
          <Points title="Cannot be known yet" lines={segment.gaps} />
        </BlockStack>
      </Collapsible>
    </BlockStack>
  )
}

function Points({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="bodySm" tone="subdued">
        {title}
      </Text>
      <List>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </BlockStack>
  )
}

/** What time alone does. */
function end({ member, until, then }: WhySegment, zone: string): string {
  if (until === null) return 'Does not change with time alone.'
  const at = moment(until, zone)
  if (then === null) return `From ${at} it cannot be known.`
  return member === true ? `In until ${at}, if nothing new happens.` : then ? `In from ${at}, if nothing new happens.` : `Not in from ${at}, if nothing new happens.`
}
