// How far the first reading of the store has come, while it runs or when it got stuck.
import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris'
import { span } from '#app/components/wording/instants.ts'
import { countOf, percent } from '#app/components/wording/numbers.ts'
import type { SyncProgress } from '#app/core/progress.ts'

export interface SyncCardProps {
  readonly sync: SyncProgress
  readonly retrying: boolean
  readonly onRetry: () => void
}

export function SyncCard({ sync, retrying, onRetry }: SyncCardProps) {
  switch (sync.state) {
    case 'done':
      return null
    case 'waiting':
      return <Progress words="Starting soon" share={0} details="Your customers, orders and products are about to be read." />
    case 'running':
      return <Progress words={sync.step} share={sync.share ?? 0} details={detailsOf(sync)} again={sync.again ?? false} />
    case 'failed':
      return (
        <Card>
          <BlockStack gap="300" inlineAlign="start">
            <Text as="h2" variant="headingSm" tone="critical">
              Reading your store stopped
            </Text>
            <Text as="p">{sync.why}</Text>
            <Button onClick={onRetry} loading={retrying}>
              Try again
            </Button>
          </BlockStack>
        </Card>
      )
  }
}

function detailsOf(sync: Extract<SyncProgress, { state: 'running' }>): string {
  const parts = [
    sync.rows === 0 ? null : `${countOf(sync.rows, 'row')} read`,
    sync.share === null ? null : `${percent(sync.share)}%`,
    sync.msLeft === null ? null : `${span(sync.msLeft)} left`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'Shopify is preparing the data.' : parts.join(' · ')
}

function Progress({ words, share, details, again = false }: { words: string; share: number; details: string; again?: boolean }) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            Reading your store
          </Text>
          <Text as="span" tone="subdued">
            {words}
          </Text>
        </InlineStack>
        <ProgressBar progress={percent(share)} size="small" tone="primary" ariaLabelledBy="strata-sync-details" />
        <div id="strata-sync-details" className="strata-numbers" aria-live="polite">
          <Text as="p" tone="subdued">
            {details}
          </Text>
        </div>
        <Text as="p" tone="subdued">
          {again ? 'Segments and tags go on meanwhile from what is known.' : 'You can create segments meanwhile. No tag is written before everything has been read.'}
        </Text>
      </BlockStack>
    </Card>
  )
}
