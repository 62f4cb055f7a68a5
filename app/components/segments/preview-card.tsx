// How many customers the rule holds, before it is saved: how many, who comes and goes, and of whom it cannot be said yet.
import { BlockStack, Card, InlineStack, Spinner, Text } from '@shopify/polaris'
import type { PreviewNumbers, PreviewState } from '#app/components/segments/use-preview.ts'
import { count, countOf } from '#app/components/wording/numbers.ts'

export function PreviewCard({ preview, fresh }: { preview: PreviewState; fresh: boolean }) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            Preview
          </Text>
          {preview.kind === 'counting' || (preview.kind === 'known' && preview.counting) ? <Spinner size="small" accessibilityLabel="Counting" /> : null}
        </InlineStack>
        <div aria-live="polite" className="strata-numbers">
          <PreviewBody preview={preview} fresh={fresh} />
        </div>
      </BlockStack>
    </Card>
  )
}

function PreviewBody({ preview, fresh }: { preview: PreviewState; fresh: boolean }) {
  switch (preview.kind) {
    case 'none':
      return <Text as="p" tone="subdued">As soon as the rule can be read, the number of customers it matches is shown here.</Text>
    case 'counting':
      return <Text as="p" tone="subdued">Counting…</Text>
    case 'failed':
      return <Text as="p" tone="subdued">The customers could not be counted just now. Change the rule or reload the page to try again; you can save all the same.</Text>
    case 'known':
      return <Numbers numbers={preview.numbers} fresh={fresh} />
  }
}

function Numbers({ numbers, fresh }: { numbers: PreviewNumbers; fresh: boolean }) {
  return (
    <BlockStack gap="300">
      <InlineStack gap="800">
        <Figure value={numbers.count} label={`of ${countOf(numbers.total, 'customer')} match`} testId="preview-count" />
        {fresh ? null : (
          <>
            <Figure value={numbers.joining} label="would join" />
            <Figure value={numbers.leaving} label="would leave" />
          </>
        )}
      </InlineStack>
      {numbers.unknown === 0 ? null : (
        <Text as="p" tone="subdued">
          For {countOf(numbers.unknown, 'customer')} it cannot be said yet: not all that the rule asks of them is known. Their tags stay as they are.
        </Text>
      )}
    </BlockStack>
  )
}

function Figure({ value, label, testId }: { value: number; label: string; testId?: string }) {
  return (
    <BlockStack gap="050">
      <Text as="p" variant="headingLg">
        <span data-testid={testId}>{count(value)}</span>
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {label}
      </Text>
    </BlockStack>
  )
}
