// The form of one segment, new or known: name, rule and tag with a live preview, saved by the save bar.
import { BlockStack, Card, FormLayout, TextField } from '@shopify/polaris'
import { DraftSaveBar } from '#app/components/segments/draft-save-bar.tsx'
import { PreviewCard } from '#app/components/segments/preview-card.tsx'
import { RuleField } from '#app/components/segments/rule-field.tsx'
import type { Draft, DraftErrors } from '#app/components/segments/segment-view.ts'
import { SizeCard } from '#app/components/segments/size-card.tsx'
import { TagField } from '#app/components/segments/tag-field.tsx'
import { useDraft, type Field } from '#app/components/segments/use-draft.ts'
import { useShopLanguage, type ShopLanguage } from '#app/components/segments/use-shop-language.ts'
import { usePeople } from '#app/components/segments/use-people.ts'
import { usePreview } from '#app/components/segments/use-preview.ts'

export interface SegmentEditorProps {
  /** Null while it has not been saved once. */
  readonly id: number | null
  readonly initial: Draft
  /** What the fields begin with where that is something else, such as an earlier version brought back. */
  readonly proposed?: Draft | undefined
  readonly language: ShopLanguage
  /** What the server refused, with the draft it was about. */
  readonly refused: { readonly draft: Draft; readonly errors: DraftErrors } | undefined
  readonly saving: boolean
  /** Changes when the segment's members do: the preview is then asked for again. */
  readonly standing: string
  readonly onSave: (draft: Draft) => void
  /** After the fields went back to where they were. */
  readonly onDiscard: () => void
}

export function SegmentEditor({ id, initial, proposed, language, refused, saving, standing, onSave, onDiscard }: SegmentEditorProps) {
  const shop = useShopLanguage(language, id)
  const drafting = useDraft(initial, id === null, shop.options, proposed)
  const { draft, checked, dirty } = drafting
  const preview = usePreview(checked.ruleStands ? draft.rule : null, id, standing)
  const people = usePeople(checked.ruleStands ? draft.rule : null, id, standing)
  /** What the server said counts until the field is changed. */
  const refusedFor = (field: Field) => (refused?.draft[field] === draft[field] ? refused?.errors : undefined)
  const errorOf = (field: 'name' | 'tag') => refusedFor(field)?.[field] ?? (drafting.touched(field) ? checked.errors[field] : undefined)
  const save = () => {
    drafting.touchAll()
    if (checked.ruleStands && Object.keys(checked.errors).length === 0) onSave(draft)
  }
  return (
    <>
      <DraftSaveBar dirty={dirty} saving={saving} onSave={save} onDiscard={() => { drafting.reset(); onDiscard() }} />
      <BlockStack gap="400">
        <Card>
          <FormLayout>
            <TextField
              label="Name"
              value={draft.name}
              onChange={(name) => drafting.set('name', name)}
              onBlur={() => drafting.leave('name')}
              autoComplete="off"
              maxLength={300}
              error={errorOf('name')}
            />
            <RuleField
              rule={draft.rule}
              problems={checked.problems}
              sentence={checked.sentence}
              store={shop.store}
              refused={refusedFor('rule')?.rule}
              touched={drafting.touched('rule')}
              onChange={(rule) => drafting.set('rule', rule)}
              onBlur={() => drafting.leave('rule')}
            />
            <TagField tag={draft.tag} error={errorOf('tag')} onChange={(tag) => drafting.set('tag', tag)} onBlur={() => drafting.leave('tag')} />
          </FormLayout>
        </Card>
        <PreviewCard preview={preview} fresh={id === null} people={people.state} onAskPeople={people.ask} />
        <SizeCard rule={checked.ruleStands ? draft.rule : null} segment={id} />
      </BlockStack>
    </>
  )
}
