// What customers asked to be shown: each with a file of everything held of them.
import { useState } from 'react'
import { BlockStack, Box, Button, Card, Divider, InlineStack, Text } from '@shopify/polaris'
import { download } from '#app/components/settings/download.ts'
import { moment } from '#app/components/wording/instants.ts'

export interface DataRequestView {
  readonly id: number
  /** Shopify id. */
  readonly customer: string
  readonly at: number
}

export function DataRequestsCard({ requests, zone }: { requests: readonly DataRequestView[]; zone: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Customer data requests
        </Text>
        <Text as="p" tone="subdued">
          When a customer asks you what is stored about them, Shopify passes the request on. Download the file and send it to the customer within 30 days. Strata stores no names, no mail addresses, no phone numbers and no streets.
        </Text>
        {requests.length === 0 ? (
          <Text as="p">No customer has asked.</Text>
        ) : (
          <BlockStack gap="200">
            {requests.map((request) => (
              <Request key={request.id} request={request} zone={zone} />
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  )
}

function Request({ request: { id, customer, at }, zone }: { request: DataRequestView; zone: string }) {
  const [state, setState] = useState<'idle' | 'fetching' | 'failed'>('idle')
  const fetchFile = async () => {
    setState('fetching')
    setState((await download(`/app/data-requests/${id}`, `customer-${customer}.json`)) ? 'idle' : 'failed')
  }
  return (
    <BlockStack gap="200">
      <Divider />
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Box>
          <Text as="p">Customer {customer}</Text>
          <Text as="p" variant="bodySm" tone="subdued">
            Asked on {moment(at, zone)}
          </Text>
        </Box>
        <Button onClick={() => void fetchFile()} loading={state === 'fetching'} accessibilityLabel={`Download what is stored about customer ${customer}`}>
          Download
        </Button>
      </InlineStack>
      {state === 'failed' ? (
        <Text as="p" tone="critical">
          The file could not be fetched. Reload the page and try again.
        </Text>
      ) : null}
    </BlockStack>
  )
}
