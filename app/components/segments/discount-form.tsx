// A new discount for a segment: a percentage off everything, with a code or automatic.
import { useState } from 'react'
import { BlockStack, Button, Checkbox, ChoiceList, InlineError, InlineStack, TextField } from '@shopify/polaris'
import type { DiscountDraft, DiscountErrors } from '#app/components/segments/native-view.ts'

export interface DiscountFormProps {
  readonly making: boolean
  readonly errors: DiscountErrors | undefined
  readonly onMake: (draft: DiscountDraft) => void
  readonly onCancel: () => void
}

export function DiscountForm({ making, errors, onMake, onCancel }: DiscountFormProps) {
  const [draft, setDraft] = useState<DiscountDraft>({ kind: 'code', title: '', code: '', percentage: '10', oncePerCustomer: true })
  const set = (change: Partial<DiscountDraft>) => setDraft((before) => ({ ...before, ...change }))
  return (
    <BlockStack gap="300">
      <ChoiceList
        title="Kind"
        choices={[{ label: 'Customers enter a code', value: 'code' }, { label: 'Applied automatically', value: 'automatic' }]}
        selected={[draft.kind]}
        onChange={([kind]) => set({ kind: kind === 'automatic' ? 'automatic' : 'code' })}
      />
      <TextField label="Title" autoComplete="off" value={draft.title} error={errors?.title} onChange={(title) => set({ title })} />
      {draft.kind === 'code' ? <TextField label="Code" autoComplete="off" value={draft.code} error={errors?.code} onChange={(code) => set({ code })} /> : null}
      <TextField label="Off everything" suffix="%" inputMode="decimal" autoComplete="off" value={draft.percentage} error={errors?.percentage} onChange={(percentage) => set({ percentage })} />
      {draft.kind === 'code' ? <Checkbox label="Once per customer" checked={draft.oncePerCustomer} onChange={(oncePerCustomer) => set({ oncePerCustomer })} /> : null}
      {errors?.form === undefined ? null : <InlineError message={errors.form} fieldID="discount" />}
      <InlineStack gap="200">
        <Button variant="primary" loading={making} onClick={() => onMake(draft)}>
          Create
        </Button>
        <Button disabled={making} onClick={onCancel}>
          Cancel
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
