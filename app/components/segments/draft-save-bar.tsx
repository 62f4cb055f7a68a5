// The admin's own save bar while there is something to save, and a question before unsaved work is left behind.
import { useEffect } from 'react'
import { useBlocker } from '@remix-run/react'
import { SaveBar } from '@shopify/app-bridge-react'

export interface DraftSaveBarProps {
  readonly dirty: boolean
  readonly saving: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
}

export function DraftSaveBar({ dirty, saving, onSave, onDiscard }: DraftSaveBarProps) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    const asked = window.shopify?.saveBar.leaveConfirmation?.() ?? Promise.resolve()
    asked.then(
      () => blocker.proceed(),
      () => blocker.reset(),
    )
  }, [blocker])
  return (
    <SaveBar id="segment-save-bar" open={dirty}>
      <button variant="primary" onClick={onSave} disabled={saving} {...(saving ? { loading: '' } : {})}>
        Save
      </button>
      <button onClick={onDiscard} disabled={saving}>
        Discard
      </button>
    </SaveBar>
  )
}
