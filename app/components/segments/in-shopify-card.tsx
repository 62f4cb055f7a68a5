// The segment as the store's own tools see it: its native segment, Shopify's count beside ours, and the discounts limited to it.
import { useState } from 'react'
import { BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris'
import { DiscountForm } from '#app/components/segments/discount-form.tsx'
import { DiscountList } from '#app/components/segments/discount-list.tsx'
import type { DiscountDraft, DiscountErrors, NativeView } from '#app/components/segments/native-view.ts'
import { moment } from '#app/components/wording/instants.ts'
import { count, countOf } from '#app/components/wording/numbers.ts'

export interface InShopifyCardProps {
  readonly native: NativeView
  /** Ours. */
  readonly members: number
  readonly zone: string
  readonly making: boolean
  /** Of the discount that was refused last. */
  readonly errors: DiscountErrors | undefined
  readonly onMake: (draft: DiscountDraft) => void
}

export function InShopifyCard({ native, members, zone, making, errors, onMake }: InShopifyCardProps) {
  const [open, setOpen] = useState(false)
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          In Shopify
        </Text>
        <Standing native={native} members={members} zone={zone} />
        {native.problem === null ? null : (
          <Text as="p" tone="critical" breakWord>
            Shopify refuses the segment: {native.problem} It is tried again every hour, and when you change the segment.
          </Text>
        )}
        {native.state === 'standing' ? (
          <>
            <DiscountList discounts={native.discounts} />
            {open ? (
              <DiscountForm making={making} errors={errors} onMake={onMake} onCancel={() => setOpen(false)} />
            ) : (
              <InlineStack>
                <Button onClick={() => setOpen(true)}>Create discount</Button>
              </InlineStack>
            )}
            <Text as="p" variant="bodySm" tone="subdued">
              To write to its members, open <Link url="shopify://admin/apps/shopify-email" target="_top">Shopify Messaging</Link> and choose the segment “{native.name}”.
            </Text>
          </>
        ) : null}
      </BlockStack>
    </Card>
  )
}

function Standing({ native, members, zone }: Pick<InShopifyCardProps, 'native' | 'members' | 'zone'>) {
  switch (native.state) {
    case 'off':
      return <Text as="p" tone="subdued">While it is off, it has no segment in Shopify.</Text>
    case 'unapproved':
      return <Text as="p" tone="subdued">It appears among Shopify’s segments once its tag may be written.</Text>
    case 'awaited':
      return native.problem === null ? <Text as="p" tone="subdued">It is about to appear among Shopify’s segments.</Text> : null
    case 'standing':
      return (
        <BlockStack gap="100">
          <Text as="p" breakWord>
            <Link url={`shopify://admin/customers/segments/${native.nativeId}`} target="_top">{native.name}</Link>
            {native.adopted ? ' (it was there before)' : ''}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">{wordsForCount(native, members, zone)}</Text>
        </BlockStack>
      )
  }
}

/** `Shopify counted 310 customers 22 Nov 2026, 14:03. Here it has 312: tags may still be on their way.` */
export function wordsForCount({ members: theirs, countedAt }: NativeView, ours: number, zone: string): string {
  if (theirs === null || countedAt === null) return 'Shopify has not counted it yet.'
  const counted = `Shopify counted ${countOf(theirs, 'customer')} on ${moment(countedAt, zone)}`
  return theirs === ours ? `${counted}, the same as here.` : `${counted}. Here it has ${count(ours)}: tags may still be on their way.`
}
