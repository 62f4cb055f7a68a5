// How fresh the answers are: up to which moment everything has been taken in, and what is still to do.
import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { AuditNote } from '#app/components/home/audit-note.tsx'
import type { AuditView } from '#app/components/home/home-view.ts'
import { wordsForComplete } from '#app/components/home/complete-words.ts'
import { day } from '#app/components/wording/instants.ts'
import { count, countOf } from '#app/components/wording/numbers.ts'
import { countedTo, type Freshness, type SyncProgress, type WorkDone } from '#app/core/progress.ts'

export interface FreshnessCardProps {
  readonly freshness: Freshness
  readonly sync: SyncProgress
  readonly audit: AuditView
  readonly zone: string
}

export function FreshnessCard({ freshness, sync, audit, zone }: FreshnessCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Freshness
        </Text>
        <Text as="p" variant="headingMd">
          {countOf(freshness.customers, 'customer')}
        </Text>
        <Text as="p">{wordsForComplete(freshness, sync, zone)}</Text>
        <BlockStack gap="150">
          <Line words="Changes to take in" value={freshness.deliveries} />
          <Line words="Customers to check again" value={freshness.stale} />
          <Line words="Customers with tags to write" value={freshness.unsettled} />
          {freshness.refused === 0 ? null : <Line words="Customers whose tags Shopify refused" value={freshness.refused} />}
        </BlockStack>
        <Link url="/app/upkeep">How your data is checked</Link>
        {freshness.work === null ? null : <Work work={freshness.work} zone={zone} />}
        <AuditNote audit={audit} zone={zone} />
      </BlockStack>
    </Card>
  )
}

/** Each change and each flip should cost one look at the customer, and no more. */
function Work({ work: { since, evaluations, events, flips }, zone }: { work: WorkDone; zone: string }) {
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {`${countOf(evaluations, 'evaluation')} for ${countOf(events, 'change')} and ${countOf(flips, 'moment')} at which time alone decided, since ${day(since, zone)}`}
    </Text>
  )
}

function Line({ words, value }: { words: string; value: number }) {
  return (
    <InlineStack align="space-between" gap="200" wrap={false}>
      <Text as="span" tone="subdued">
        {words}
      </Text>
      <Text as="span" numeric>
        {value < countedTo ? count(value) : `${count(countedTo)} or more`}
      </Text>
    </InlineStack>
  )
}
