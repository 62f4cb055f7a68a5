// The last rounds of comparing with the store, newest first.
import { Badge, BlockStack, Card, Divider, InlineStack, Text } from '@shopify/polaris'
import { titleOf, wordsForProblem, wordsForRound } from '#app/components/upkeep/round-words.ts'
import type { Round } from '#app/core/reconciliation.ts'

export interface RoundsCardProps {
  readonly title: string
  /** What is compared, and how often. */
  readonly about: string
  readonly rounds: readonly Round[]
  readonly zone: string
}

export function RoundsCard({ title, about, rounds, zone }: RoundsCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {about}
          </Text>
        </BlockStack>
        {rounds.length === 0 ? <Text as="p">There was none yet.</Text> : null}
        {rounds.map((round, index) => (
          <BlockStack gap="200" key={`${round.kind} ${round.beganAt} ${index}`}>
            <Divider />
            <OneRound round={round} zone={zone} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  )
}

function OneRound({ round, zone }: { round: Round; zone: string }) {
  return (
    <BlockStack gap="050">
      <InlineStack align="space-between" gap="200">
        <Text as="h3" variant="bodyMd" fontWeight="medium">
          {titleOf(round)}
        </Text>
        {round.problem !== null ? <Badge tone="warning">Not finished</Badge> : round.repaired > 0 ? <Badge tone="info">Repaired</Badge> : null}
      </InlineStack>
      <Text as="p" tone="subdued">
        {wordsForRound(round, zone)}
      </Text>
      {round.problem === null ? null : <Text as="p">{wordsForProblem(round.problem)}</Text>}
    </BlockStack>
  )
}
