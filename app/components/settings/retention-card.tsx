// How long things are kept: a period for each kind.
import { useState } from 'react'
import { BlockStack, Button, Card, FormLayout, InlineStack, Select, Text } from '@shopify/polaris'
import { type Period, periods, type Retained, retainedKinds, type Retention } from '#app/core/retention.ts'

export interface RetentionCardProps {
  readonly retention: Retention
  readonly saving: boolean
  readonly onSave: (retention: Retention) => void
}

const words: Readonly<Record<Retained, readonly [label: string, help: string]>> = {
  history: ['Who entered and left segments', 'Segments keep their members and their counts. The last time a customer left a segment stays for as long as the segment is there, since rules can ask for it.'],
  checkouts: ['Checkouts', 'Rules about abandoned checkouts look no further back than this.'],
  deliveries: ['Messages from Shopify that were taken in', 'Their content is erased as soon as they are taken in. What stays for this long is that they came, and the content of those that could not be used.'],
  drift: ['Strata’s tags that somebody else changed', 'What was found and what was done about it.'],
  requests: ['Customer data requests', 'That a customer asked, and when.'],
}

export function RetentionCard({ retention, saving, onSave }: RetentionCardProps) {
  const [chosen, choose] = useState(retention)
  const changed = retainedKinds.some((kind) => chosen[kind] !== retention[kind])
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingSm">
            How long things are kept
          </Text>
          <Text as="p" tone="subdued">
            Once a day Strata erases what is older. Everything goes 48 hours after you uninstall Strata, when Shopify asks for it.
          </Text>
        </BlockStack>
        <FormLayout>
          {retainedKinds.map((kind) => (
            <Select
              key={kind}
              label={words[kind][0]}
              helpText={words[kind][1]}
              options={periods[kind].map((period) => ({ value: String(period), label: wordsFor(period) }))}
              value={String(chosen[kind])}
              onChange={(value) => choose({ ...chosen, [kind]: value === 'null' ? null : Number(value) })}
            />
          ))}
        </FormLayout>
        <InlineStack align="end">
          <Button variant="primary" disabled={!changed} loading={saving} onClick={() => onSave(chosen)}>
            Save
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

/** `7 days`, `3 months`, `2 years`. */
export function wordsFor(period: Period): string {
  if (period === null) return 'As long as Strata is installed'
  if (period % 365 === 0) return period === 365 ? '1 year' : `${period / 365} years`
  return period % 30 === 0 ? (period === 30 ? '1 month' : `${period / 30} months`) : `${period} days`
}
