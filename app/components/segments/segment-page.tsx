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
  readonly children: ReactNode
  readonly onSet: (state: SegmentState) => void
  readonly onDelete: () => void
}

export function SegmentPage({ segment, doing, children, onSet, onDelete }: SegmentPageProps) {
  const [asking, setAsking] = useState<'off' | 'delete' | null>(null)
  const { state, members, name, tag } = segment
  const busy = doing !== null
  const takenOff = members === 0 || state === 'off' ? `Nobody carries the tag “${tag}” because of it.` : `The tag “${tag}” is taken off ${countOf(members, 'customer')}.`
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
        <Text as="p">{takenOff} You can turn the segment on again at any time.</Text>
      </ConfirmModal>
      <ConfirmModal
        id="delete-segment"
        open={asking === 'delete'}
        title={`Delete “${name}”?`}
        action="Delete"
        onClose={() => setAsking(null)}
        onConfirm={() => {
          setAsking(null)
          onDelete()
        }}
      >
        <Text as="p">{takenOff} The segment cannot be brought back.</Text>
      </ConfirmModal>
    </Page>
  )
}
