// Where the cursor stands in a text area, and where it goes after the text was changed for the merchant.
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'

export interface CursorPlace {
  /** Null while the merchant has not been in the field. */
  readonly at: number | null
  /** For an element around the text area. */
  readonly onSelect: (event: SyntheticEvent) => void
  /** Moves the cursor and the focus there once the new text is shown. */
  readonly goTo: (at: number) => void
}

/** `id` is that of the text area, `text` what stands in it. */
export function useCursor(id: string, text: string): CursorPlace {
  const [at, setAt] = useState<number | null>(null)
  const wanted = useRef<number | null>(null)
  useEffect(() => {
    const area = document.getElementById(id)
    if (wanted.current === null || !(area instanceof HTMLTextAreaElement)) return
    area.focus()
    area.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  }, [id, text])
  return {
    at,
    onSelect({ target }) {
      if (target instanceof HTMLTextAreaElement) setAt(target.selectionStart)
    },
    goTo(place) {
      wanted.current = place
      setAt(place)
    },
  }
}
