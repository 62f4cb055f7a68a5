// What is in the store because of Strata, what stays, and taking it all off.
import { BlockStack, Button, Card, InlineStack, List, Text } from '@shopify/polaris'
import { ConfirmModal } from '#app/components/confirm-modal.tsx'
import { countOf } from '#app/components/wording/numbers.ts'

export interface LeavingView {
  readonly tags: readonly { readonly tag: string; readonly customers: number }[]
  readonly given: number
  readonly segments: readonly string[]
  readonly natives: readonly { readonly name: string; readonly discounts: readonly string[] }[]
  readonly clean: boolean
}

export interface LeavingCardProps {
  readonly plan: LeavingView
  readonly asking: boolean
  readonly leaving: boolean
  readonly onAsk: (asking: boolean) => void
  readonly onLeave: () => void
}

export function LeavingCard({ plan, asking, leaving, onAsk, onLeave }: LeavingCardProps) {
  const { tags, given, segments, natives, clean } = plan
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="p">{wordsForLeaving(plan)}</Text>
        {tags.length === 0 ? null : (
          <List>
            {tags.map(({ tag, customers }) => (
              <List.Item key={tag}>
                “{tag}” on {countOf(customers, 'customer')}
              </List.Item>
            ))}
          </List>
        )}
        {given === 0 ? null : <Text as="p">{countOf(given, 'tag')} that you had given yourself and let Strata take over stay where they are, and are yours again.</Text>}
        {natives.length === 0 ? null : (
          <BlockStack gap="200">
            <Text as="p">These segments in Shopify stay, with nobody in them, until you delete the segment in Strata or in Shopify:</Text>
            <List>
              {natives.map(({ name, discounts }) => (
                <List.Item key={name}>
                  {name}
                  {discounts.length === 0 ? '' : `, which ${discounts.length === 1 ? 'the discount' : 'the discounts'} ${discounts.map((title) => `“${title}”`).join(', ')} ${discounts.length === 1 ? 'asks' : 'ask'} for`}
                </List.Item>
              ))}
            </List>
          </BlockStack>
        )}
        {clean || segments.length === 0 ? null : (
          <InlineStack>
            <Button tone="critical" loading={leaving} onClick={() => onAsk(true)}>
              Take everything off
            </Button>
          </InlineStack>
        )}
      </BlockStack>
      <ConfirmModal id="leave" open={asking} title="Take everything off?" action="Take everything off" onClose={() => onAsk(false)} onConfirm={onLeave}>
        <Text as="p">All {countOf(segments.length, 'segment')} are turned off, and the tags that Strata added are taken off your customers. Tags that you gave yourself stay. You can turn the segments on again.</Text>
      </ConfirmModal>
    </Card>
  )
}

export function wordsForLeaving({ tags, segments, clean }: LeavingView): string {
  if (clean) return 'Nothing of Strata is on your customers. Your store is as it was, and you can uninstall the app at any time.'
  const carried = tags.reduce((sum, { customers }) => sum + customers, 0)
  if (segments.length === 0) return `${countOf(carried, 'tag')} still to be taken off. You can uninstall when this page says that nothing is left.`
  return 'If you uninstall the app as things are, its tags stay on your customers. Take them off first: this is what Strata added.'
}
