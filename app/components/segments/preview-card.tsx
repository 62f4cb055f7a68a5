// How many customers the rule holds, before it is saved: how many, who comes and goes, and of whom it cannot be said yet.
import { BlockStack, Card, InlineStack, Spinner, Text } from '@shopify/polaris'
import { PreviewPeople } from '#app/components/segments/preview-people.tsx'
import type { PeopleState } from '#app/components/segments/use-people.ts'
import type { PreviewEstimate, PreviewNumbers, PreviewState, Range } from '#app/components/segments/use-preview.ts'
import { count, countOf, rough } from '#app/components/wording/numbers.ts'

export interface PreviewCardProps {
  readonly preview: PreviewState
  /** Nothing stands yet to compare with. */
  readonly fresh: boolean
  readonly people: PeopleState
  readonly onAskPeople: () => void
}

export function PreviewCard({ preview, fresh, people, onAskPeople }: PreviewCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            Preview
          </Text>
          {preview.kind === 'counting' || preview.kind === 'estimated' || (preview.kind === 'known' && preview.counting) ? <Spinner size="small" accessibilityLabel="Counting" /> : null}
        </InlineStack>
        <div aria-live="polite" className="strata-numbers">
          <PreviewBody preview={preview} fresh={fresh} />
        </div>
        {preview.kind === 'known' && !preview.counting ? <PreviewPeople state={people} onAsk={onAskPeople} fresh={fresh} numbers={preview.numbers} /> : null}
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
    case 'estimated':
      return <Estimate numbers={preview.numbers} fresh={fresh} />
    case 'known':
      return <Numbers numbers={preview.numbers} fresh={fresh} />
  }
}

function Numbers({ numbers, fresh }: { numbers: PreviewNumbers; fresh: boolean }) {
  return (
    <BlockStack gap="300">
      <InlineStack gap="800">
        <Figure value={count(numbers.count)} label={`of ${countOf(numbers.total, 'customer')} match`} testId="preview-count" />
        {fresh ? null : (
          <>
            <Figure value={count(numbers.joining)} label="would join" />
            <Figure value={count(numbers.leaving)} label="would leave" />
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

function Estimate({ numbers: { total, count: members, joining, leaving, unknown }, fresh }: { numbers: PreviewEstimate; fresh: boolean }) {
  return (
    <BlockStack gap="300">
      <InlineStack gap="800">
        <Figure value={about(members)} label={`of about ${rough(total.about)} customers match`} note={between(members)} testId="preview-estimate" />
        {fresh ? null : (
          <>
            <Figure value={about(joining)} label="would join" note={between(joining)} />
            <Figure value={about(leaving)} label="would leave" note={between(leaving)} />
          </>
        )}
      </InlineStack>
      {unknown.about === 0 ? null : (
        <Text as="p" tone="subdued">
          For about {rough(unknown.about)} customers it cannot be said yet: not all that the rule asks of them is known.
        </Text>
      )}
      <Text as="p" tone="subdued">Estimated from some of your customers. Counting all of them…</Text>
    </BlockStack>
  )
}

const about = (range: Range): string => (range.about === 0 ? 'hardly any' : `about ${rough(range.about)}`)

/** Outwards, so that rounding makes nothing surer than it is. */
const between = ({ from, to }: Range): string => `${rough(from, Math.floor)} to ${rough(to, Math.ceil)}`

function Figure({ value, label, note, testId }: { value: string; label: string; note?: string; testId?: string }) {
  return (
    <BlockStack gap="050">
      <Text as="p" variant="headingLg">
        <span data-testid={testId}>{value}</span>
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {label}
      </Text>
      {note === undefined ? null : (
        <Text as="p" variant="bodySm" tone="subdued">
          {note}
        </Text>
      )}
    </BlockStack>
  )
}
