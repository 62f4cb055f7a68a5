// The page around a saved segment: its name, its state, and the ways to change the state or delete it.
import { type ReactNode, useState } from 'react'
import { Page, Text } from '@shopify/polaris'
import { ConfirmModal } from '#app/components/confirm-modal.tsx'
import type { SegmentState, SegmentView } from '#app/components/segments/segment-view.ts'
import { StateBadge } from '#app/components/segments/state-badge.tsx'
import { countOf } from '#app/components/wording/numbers.ts'

export interface SegmentPageProps {
  readonly segment: SegmentView
  /** What is being done, or null. */
  readonly doing: SegmentState | 'delete' | null
  /** Titles of the discounts that work for it now or will. */
  readonly inUse: readonly string[]
  readonly children: ReactNode
  readonly onSet: (state: SegmentState) => void
  /** Said after the discounts were named, where there are any. */
  readonly onDelete: (despiteDiscounts: boolean) => void
}

export function SegmentPage({ segment, doing, inUse, children, onSet, onDelete }: SegmentPageProps) {
  const [asking, setAsking] = useState<'off' | 'delete' | null>(null)
  const { state, members, name, tag } = segment
  const busy = doing !== null
  const takenOff = members === 0 || state === 'off' ? `Nobody carries the tag “${tag}” because of it.` : `The tag “${tag}” is taken off ${countOf(members, 'customer')}.`
  const discounts = inUse.length === 0 ? null : `${inUse.length === 1 ? 'The discount' : 'The discounts'} ${inUse.map((title) => `“${title}”`).join(', ')} ${inUse.length === 1 ? 'is' : 'are'} limited to this segment: nobody can use ${inUse.length === 1 ? 'it' : 'them'} any more.`
  return (
    <Page
      title={name}
      titleMetadata={<StateBadge state={state} />}
      backAction={{ content: 'Segments', url: '/app/segments' }}
      {...(state === 'on' ? {} : { primaryAction: { content: state === 'paused' ? 'Resume' : 'Turn on', onAction: () => onSet('on'), loading: doing === 'on', disabled: busy } })}
      secondaryActions={[
        ...(state === 'on' ? [{ content: 'Pause', onAction: () => onSet('paused'), loading: doing === 'paused', disabled: busy }] : []),
        ...(state === 'off' ? [] : [{ content: 'Turn off', onAction: () => setAsking('off'), loading: doing === 'off', disabled: busy }]),
        { content: 'Delete', destructive: true, onAction: () => setAsking('delete'), loading: doing === 'delete', disabled: busy },
      ]}
    >
      {children}
      <ConfirmModal
        id="turn-off-segment"
        open={asking === 'off'}
        title={`Turn off “${name}”?`}
        action="Turn off"
        onClose={() => setAsking(null)}
        onConfirm={() => {
          setAsking(null)
          onSet('off')
        }}
      >
        {discounts === null ? null : <Text as="p" tone="critical">{discounts}</Text>}
        <Text as="p">{takenOff} You can turn the segment on again at any time.</Text>
      </ConfirmModal>
      <ConfirmModal
        id="delete-segment"
        open={asking === 'delete'}
        title={`Delete “${name}”?`}
        action={discounts === null ? 'Delete' : 'Delete nevertheless'}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          setAsking(null)
          onDelete(discounts !== null)
        }}
      >
        {discounts === null ? null : <Text as="p" tone="critical">{discounts}</Text>}
        <Text as="p">{takenOff} The segment cannot be brought back.</Text>
      </ConfirmModal>
    </Page>
  )
}
