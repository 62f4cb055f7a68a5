// Up to when the data is complete, what still waits, and how what is missed is found.
import { BlockStack, Card, Text } from '@shopify/polaris'
import { wordsForComplete } from '#app/components/home/complete-words.ts'
import { wordsForWaiting } from '#app/components/upkeep/round-words.ts'
import { span } from '#app/components/wording/instants.ts'
import type { Freshness, SyncProgress } from '#app/core/progress.ts'

export interface StandingCardProps {
  readonly freshness: Freshness
  readonly sync: SyncProgress
  readonly zone: string
  /** Store clock. */
  readonly now: number
  /** Minutes between two rounds. */
  readonly every: number
}

export function StandingCard({ freshness, sync, zone, now, every }: StandingCardProps) {
  const { deliveries, oldestDelivery } = freshness
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          How complete your data is
        </Text>
        <Text as="p" variant="headingMd">
          {wordsForComplete(freshness, sync, zone)}
        </Text>
        <Text as="p">{wordsForWaiting(deliveries, oldestDelivery === null ? null : span(Math.max(0, now - oldestDelivery)))}</Text>
        <Text as="p" tone="subdued">
          {`Shopify tells Strata of every change, and now and then such a message is lost. What changed is therefore asked for every ${every === 1 ? 'minute' : `${every} minutes`}. What was deleted, and abandoned checkouts, cannot be asked for like that: they are found at night, when counts, checkouts and tags are compared. “Repaired” is what was different and no message had told.`}
        </Text>
      </BlockStack>
    </Card>
  )
}
