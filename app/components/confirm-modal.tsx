// A question before something that cannot be taken back lightly, asked by the admin's own modal.
import type { ReactNode } from 'react'
import { Modal, TitleBar } from '@shopify/app-bridge-react'
import { Box } from '@shopify/polaris'

export interface ConfirmModalProps {
  readonly id: string
  readonly open: boolean
  readonly title: string
  /** The verb on the button. */
  readonly action: string
  readonly children: ReactNode
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function ConfirmModal({ id, open, title, action, children, onConfirm, onClose }: ConfirmModalProps) {
  if (!open) return null
  return (
    <Modal id={id} open onHide={onClose}>
      <Box padding="400">{children}</Box>
      <TitleBar title={title}>
        <button variant="primary" tone="critical" onClick={onConfirm}>
          {action}
        </button>
        <button onClick={onClose}>Cancel</button>
      </TitleBar>
    </Modal>
  )
}
