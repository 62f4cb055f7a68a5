// The tag of a segment in the store: what still waits to be written, what happens when somebody takes it off a member, and what others did to it.
import { BlockStack, Button, Card, ChoiceList, InlineStack, Link, Text } from '@shopify/polaris'
import type { ChangedByOthers, OnRemoval, TagWritesView } from '#app/components/segments/tag-writes-view.ts'
import { moment, span } from '#app/components/wording/instants.ts'
import { countOf } from '#app/components/wording/numbers.ts'

export interface TagWritesCardProps {
  readonly tag: string
  readonly writes: Extract<TagWritesView, { readonly kind: 'written' }>
  readonly zone: string
  readonly adopting: boolean
  readonly onOnRemoval: (onRemoval: OnRemoval) => void
  readonly onAdopt: () => void
}

export function TagWritesCard({ tag, writes: { onRemoval, outlook, changed, lately }, zone, adopting, onOnRemoval, onAdopt }: TagWritesCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">Tag</Text>
        <Text as="p" tone="subdued" breakWord>{wordsForWaiting(outlook)}</Text>
        <ChoiceList
          title={`If somebody takes “${tag}” off a customer who belongs`}
          choices={[{ label: 'Put it back', value: 'put-back' }, { label: 'Leave it off while they belong', value: 'respect' }]}
          selected={[onRemoval]}
          onChange={([chosen]) => onOnRemoval(chosen === 'respect' ? 'respect' : 'put-back')}
        />
        {changed.length === 0 ? null : (
          <BlockStack gap="200">
            <Text as="h3" variant="bodySm" tone="subdued">Changed by others: {wordsForLately(lately)}</Text>
            {changed.map((one) => (
              <BlockStack key={one.id}>
                <Text as="p" breakWord>
                  <Link url={`/app/customers/${one.shopifyId}`}>{one.name ?? `Customer ${one.shopifyId}`}</Link>: {wordsForChange(one)}
                </Text>
                <Text as="p" variant="bodySm" tone="subdued">{moment(one.at, zone)}</Text>
              </BlockStack>
            ))}
          </BlockStack>
        )}
        {lately.added === 0 ? null : (
          <BlockStack gap="100">
            <Text as="p" tone="subdued" breakWord>A tag that was given by hand stays. Take it over to have Strata take it off whoever does not belong.</Text>
            <InlineStack>
              <Button onClick={onAdopt} loading={adopting}>Take over the tag</Button>
            </InlineStack>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  )
}

/** Of all segments together: they are written in one go. */
export function wordsForWaiting({ waiting, cost }: { readonly waiting: number; readonly cost: { readonly seconds: number } | null }): string {
  if (waiting === 0) return 'Everything is written to your store.'
  if (cost === null) return `${countOf(waiting, 'customer')} wait for their tags. They are written once tag writing goes on.`
  return `${countOf(waiting, 'customer')} wait for their tags, of all segments together. ${cost.seconds < 5 ? 'That takes a few seconds.' : `That takes ${span(cost.seconds * 1_000)}.`}`
}

const answers = { 'open': 'taken off; it is about to be put back', 'put-back': 'taken off, and put back', 'respected': 'taken off, and left off', 'left': 'taken off' } as const

export const wordsForChange = ({ kind, answer }: Pick<ChangedByOthers, 'kind' | 'answer'>): string => (kind === 'added' ? 'given by hand, and left' : answers[answer])

/** `taken off 3 times and given twice in 30 days` */
export function wordsForLately({ removed, added }: { readonly removed: number; readonly added: number }): string {
  const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
  const parts = [...(removed > 0 ? [`taken off ${times(removed)}`] : []), ...(added > 0 ? [`given ${times(added)}`] : [])]
  return parts.length === 0 ? 'longer ago' : `${parts.join(' and ')} in 30 days`
}
