// Before the first tag of a segment is written: how many would get it, who for example, how long it takes, and the word that lets it begin.
import { BlockStack, Button, Card, Link, Text } from '@shopify/polaris'
import type { DryRunView, PersonWritten } from '#app/components/segments/tag-writes-view.ts'
import { span } from '#app/components/wording/instants.ts'
import { countOf, rough } from '#app/components/wording/numbers.ts'

export interface ApprovalCardProps {
  readonly tag: string
  readonly dry: DryRunView
  readonly approving: boolean
  readonly onApprove: () => void
}

export function ApprovalCard({ tag, dry, approving, onApprove }: ApprovalCardProps) {
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">Nothing is written yet</Text>
        <Text as="p" breakWord>Customers join and leave by the rule. Nobody gets the tag “{tag}” in your store until you say so.</Text>
        <Text as="p" breakWord>{dry.counted ? wordsForDryRun(dry, tag) : 'Your customers are being counted. What would be written is shown here in a moment.'}</Text>
        {dry.counted && dry.sample.length > 0 ? (
          <Text as="p" tone="subdued" breakWord>
            Among them <People people={dry.sample} />.
          </Text>
        ) : null}
        <Button variant="primary" loading={approving} disabled={!dry.counted} onClick={onApprove}>Write these tags</Button>
      </BlockStack>
    </Card>
  )
}

function People({ people }: { people: readonly PersonWritten[] }) {
  return people.map(({ shopifyId, name }, index) => (
    <span key={shopifyId}>
      {index === 0 ? '' : ', '}
      <Link url={`/app/customers/${shopifyId}`}>{name ?? `customer ${shopifyId}`}</Link>
    </span>
  ))
}

/** `312 customers would get the tag “vip” and 4 would lose it. That takes about 2 minutes.` */
export function wordsForDryRun({ add, remove, about, seconds }: DryRunView, tag: string): string {
  if (add + remove === 0) return `Nobody would get or lose the tag “${tag}” now: whoever belongs carries it already, or nobody belongs.`
  const number = (some: number): string => (about ? `about ${rough(some)} customers` : countOf(some, 'customer'))
  const parts = [...(add > 0 ? [`${number(add)} would get the tag “${tag}”`] : []), ...(remove > 0 ? [`${number(remove)} would lose it`] : [])]
  const sentence = parts.join(' and ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. ${seconds === 0 ? 'That takes a few seconds.' : `That takes ${span(seconds * 1_000)}.`}`
}
