// A segment while it is being written: its fields, which of them were touched, and whether there is something to save.
import { useMemo, useState } from 'react'
import { checkDraft, suggestTag, type Checked } from '#app/components/segments/check-draft.ts'
import type { Draft } from '#app/components/segments/segment-view.ts'
import type { UnderstandOptions } from '#app/core/segment.ts'

export type Field = keyof Draft

export interface Drafting {
  readonly draft: Draft
  readonly checked: Checked
  readonly dirty: boolean
  touched(field: Field): boolean
  set(field: Field, value: string): void
  leave(field: Field): void
  /** Every field is now held to account. */
  touchAll(): void
  reset(): void
}

/** A fresh segment has something to save as soon as anything is filled in, even by a template. */
export function useDraft(initial: Draft, fresh: boolean, shop: UnderstandOptions, proposed: Draft = initial): Drafting {
  const [draft, setDraft] = useState(proposed)
  const [touched, setTouched] = useState<ReadonlySet<Field>>(new Set())
  const checked = useMemo(() => checkDraft(draft, shop), [draft, shop])
  const touch = (field: Field) => setTouched((before) => new Set(before).add(field))
  return {
    draft,
    checked,
    dirty: fresh ? draft.name + draft.rule + draft.tag !== '' : draft.name !== initial.name || draft.rule !== initial.rule || draft.tag !== initial.tag,
    touched: (field) => touched.has(field),
    set(field, value) {
      if (field === 'rule') touch('rule')
      setDraft((before) => {
        const follows = fresh && field === 'name' && before.tag === suggestTag(before.name)
        return { ...before, [field]: value, ...(follows ? { tag: suggestTag(value) } : {}) }
      })
    },
    leave: touch,
    touchAll: () => setTouched(new Set<Field>(['name', 'rule', 'tag'])),
    reset() {
      setDraft(initial)
      setTouched(new Set())
    },
  }
}
