// Reading the whole store again: what it means, and the question before it begins.
import { useState } from 'react'
import { BlockStack, Button, Card, Text } from '@shopify/polaris'
import { ConfirmModal } from '#app/components/confirm-modal.tsx'

export interface ReadAgainCardProps {
  /** A reading is under way. */
  readonly running: boolean
  readonly starting: boolean
  readonly onStart: () => void
}

export function ReadAgainCard({ running, starting, onStart }: ReadAgainCardProps) {
  const [asked, setAsked] = useState(false)
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingSm">
          Read the whole store again
        </Text>
        <Text as="p" tone="subdued">
          Strata checks your data by itself. Read everything again when something looks wrong and stays wrong, or after a large import into your store.
        </Text>
        <Button onClick={() => setAsked(true)} disabled={running} loading={starting}>
          {running ? 'Your store is being read' : 'Read the whole store again'}
        </Button>
      </BlockStack>
      <ConfirmModal id="strata-read-again" open={asked} title="Read the whole store again?" action="Read again" onClose={() => setAsked(false)} onConfirm={() => {
        setAsked(false)
        onStart()
      }}>
        <BlockStack gap="200">
          <Text as="p">Shopify prepares a file of all customers, orders and products, and Strata compares it with what it holds. That may take from minutes to some hours.</Text>
          <Text as="p">Nothing is thrown away meanwhile: segments and tags go on from what is known, and whatever the file leaves out is asked for one by one before it is removed.</Text>
        </BlockStack>
      </ConfirmModal>
    </Card>
  )
}
