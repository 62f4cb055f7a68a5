// One segment: its rule and tag, its state, who is in it, and what was changed.
import { useEffect, useState } from 'react'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigate, useNavigation, useSubmit } from '@remix-run/react'
import { BlockStack, Layout } from '@shopify/polaris'
import { ApprovalCard } from '#app/components/segments/approval-card.tsx'
import { CutPointsCard } from '#app/components/segments/cut-points-card.tsx'
import { DelegatedCard } from '#app/components/segments/delegated-card.tsx'
import { FrozenBanner } from '#app/components/segments/frozen-banner.tsx'
import { InShopifyCard } from '#app/components/segments/in-shopify-card.tsx'
import { MembersCard } from '#app/components/segments/members-card.tsx'
import { SegmentEditor } from '#app/components/segments/segment-editor.tsx'
import type { Draft, SegmentState, SegmentView } from '#app/components/segments/segment-view.ts'
import { SegmentPage } from '#app/components/segments/segment-page.tsx'
import { TagWritesCard } from '#app/components/segments/tag-writes-card.tsx'
import { StandingCard } from '#app/components/segments/standing-card.tsx'
import { VersionsCard } from '#app/components/segments/versions-card.tsx'
import { toast } from '#app/components/toast.ts'
import { useLive } from '#app/components/use-live.ts'
import { askCutPoints } from '#app/operations/membership/ask-cut-points.ts'
import { createDiscount } from '#app/operations/native/create-discount.ts'
import { readNative } from '#app/operations/native/read-native.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { listSegments } from '#app/operations/segments/list-segments.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { unfreezeSegment } from '#app/operations/segments/unfreeze-segment.ts'
import { adoptTag } from '#app/operations/tagging/adopt-tag.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'
import { setOnRemoval } from '#app/operations/tagging/set-on-removal.ts'
import { writesOfSegment } from '#app/operations/tagging/writes-of-segment.ts'
import { admitted } from '#app/routes/app/admitted.server.ts'
import { discountFrom, draftFrom, formFrom, idFrom, refusalOf, stateFrom, textFrom } from '#app/routes/app/forms.server.ts'

const membersShown = 20
const became = { on: 'Segment turned on', paused: 'Segment paused', off: 'Segment turned off' } as const

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: `${found?.segment.name ?? 'Segment'} · Strata` }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const after = Number(new URL(request.url).searchParams.get('after') ?? 0)
  const found = await readSegment(ctx, { shop: shop.id, id: idFrom(params.id), after: Number.isSafeInteger(after) ? after : 0, limit: membersShown })
  if (found === null) throw data('There is no such segment.', 404)
  const native = await readNative(ctx, { shop: shop.id, id: found.segment.id })
  if (native === null) throw data('There is no such segment.', 404)
  const writes = await writesOfSegment(ctx, { shop: shop.id, segment: found.segment.id })
  if (writes === null) throw data('There is no such segment.', 404)
  const segments = await listSegments(ctx, { shop: shop.id })
  return { ...found, native, writes, after, zone: shop.zone, language: { currency: shop.currency, segments: segments.map(({ id, name, rule }) => ({ id, name, rule })) } }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { ctx, shop } = await admitted(request)
  const id = idFrom(params.id)
  const form = await formFrom(request)
  switch (textFrom(form, 'do')) {
    case 'save': {
      const draft = draftFrom(form)
      const outcome = await editSegment(ctx, { shop: shop.id, id, ...draft })
      return outcome.kind === 'edited' ? { done: 'Segment saved' } : { refused: { draft, errors: refusalOf(outcome) } }
    }
    case 'set-state': {
      const state = stateFrom(form)
      const outcome = await setSegmentState(ctx, { shop: shop.id, id, state })
      return outcome.kind === 'set' ? { done: became[state] } : { refused: { draft: draftFrom(form), errors: refusalOf(outcome) } }
    }
    case 'work-out': {
      await askCutPoints(ctx, { shop: shop.id })
      return { done: 'Cut points are being worked out' }
    }
    case 'delete': {
      const outcome = await deleteSegment(ctx, { shop: shop.id, id, despiteDiscounts: form.get('despite-discounts') === 'true' })
      return outcome.kind === 'asked-for' || outcome.kind === 'in-discount' ? { refused: { draft: draftFrom(form), errors: { name: outcome.why } } } : redirect('/app/segments')
    }
    case 'make-discount': {
      const outcome = await createDiscount(ctx, { shop: shop.id, segment: id, draft: discountFrom(form) })
      if (outcome.kind === 'missing') throw data('There is no such segment.', 404)
      return outcome.kind === 'created' ? { done: 'Discount created' } : { discountErrors: outcome.problems }
    }
    case 'approve': {
      const outcome = await approveWrites(ctx, { shop: shop.id, segments: [id] })
      if (outcome.kind === 'missing') throw data('There is no such segment.', 404)
      return { done: 'Its tags are being written' }
    }
    case 'set-on-removal': {
      const outcome = await setOnRemoval(ctx, { shop: shop.id, id, onRemoval: textFrom(form, 'on-removal') === 'respect' ? 'respect' : 'put-back' })
      if (outcome.kind === 'missing') throw data('There is no such segment.', 404)
      return { done: 'Saved' }
    }
    case 'adopt': {
      const outcome = await adoptTag(ctx, { shop: shop.id, id })
      if (outcome.kind === 'missing') throw data('There is no such segment.', 404)
      return { done: outcome.kind === 'busy' ? 'Another tag is being taken over. Try again in a moment.' : 'The tag is being taken over' }
    }
    case 'write-again': {
      const outcome = await unfreezeSegment(ctx, { shop: shop.id, id })
      if (outcome.kind === 'missing') throw data('There is no such segment.', 404)
      return { done: 'Its tags are written again' }
    }
    default:
      throw data('This page knows nothing of that.', 400)
  }
}

export default function Segment() {
  const { segment, writes, native, members, next, after, versions, clauses, cutPoints, zone, language } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const submit = useSubmit()
  const navigate = useNavigate()
  const { formData } = useNavigation()
  useEffect(() => {
    if (answer?.done !== undefined) toast(answer.done)
  }, [answer])
  useLive(segment.state === 'on' && (!segment.filled || cutPoints?.awaited === true) ? 1_500 : 5_000)
  const doing = doingOf(formData)
  const initial = { name: segment.name, rule: segment.rule, tag: segment.tag }
  const stands = JSON.stringify(initial)
  const [proposal, setProposal] = useState<{ readonly draft: Draft; readonly instead: string } | null>(null)
  // Once something else is saved it has been answered.
  const proposed = proposal?.instead === stands ? proposal.draft : undefined
  return (
    <SegmentPage
      segment={segment}
      doing={doing === 'save' || doing === 'approve' || doing === 'write-again' ? null : doing}
      onSet={(state) => submit({ do: 'set-state', state, ...initial }, { method: 'post' })}
      inUse={native.discounts.filter(({ status }) => status !== 'EXPIRED').map(({ title }) => title)}
      onDelete={(despite) => submit({ do: 'delete', 'despite-discounts': String(despite), ...initial }, { method: 'post' })}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {writes.kind === 'before-go' ? <ApprovalCard tag={segment.tag} dry={writes.dry} approving={doing === 'approve'} onApprove={() => submit({ do: 'approve' }, { method: 'post' })} /> : null}
            <FrozenBanner segment={segment} allowing={doing === 'write-again'} onAllow={() => submit({ do: 'write-again' }, { method: 'post' })} />
            <SegmentEditor
              key={`${stands} ${JSON.stringify(proposed)}`}
              id={segment.id}
              initial={initial}
              proposed={proposed}
              language={language}
              refused={answer?.refused}
              saving={doing === 'save'}
              standing={`${segment.version} ${segment.filled} ${segment.members}`}
              onSave={(draft) => submit({ do: 'save', ...draft }, { method: 'post' })}
              onDiscard={() => setProposal(null)}
            />
            <MembersCard
              segment={segment.id}
              members={members}
              zone={zone}
              why={whyEmpty(segment, members.length)}
              previous={after > 0 ? '?' : null}
              next={next === null ? null : `?after=${next}`}
              onPage={(url) => navigate(url, { preventScrollReset: true })}
            />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <StandingCard segment={segment} awaited={clauses.some(({ answer }) => answer !== 'known')} />
            {writes.kind === 'written' ? (
              <TagWritesCard
                tag={segment.tag}
                writes={writes}
                zone={zone}
                adopting={formData?.get('do') === 'adopt'}
                onOnRemoval={(onRemoval) => submit({ do: 'set-on-removal', 'on-removal': onRemoval }, { method: 'post' })}
                onAdopt={() => submit({ do: 'adopt' }, { method: 'post' })}
              />
            ) : null}
            <InShopifyCard
              key={`${native.discounts.length}`}
              native={native}
              members={segment.members}
              zone={zone}
              making={formData?.get('do') === 'make-discount'}
              errors={answer?.discountErrors}
              onMake={(discount) => submit({ do: 'make-discount', ...discount, oncePerCustomer: String(discount.oncePerCustomer) }, { method: 'post' })}
            />
            <DelegatedCard clauses={clauses} zone={zone} />
            <CutPointsCard cutPoints={cutPoints} zone={zone} on={segment.state === 'on'} asking={formData?.get('do') === 'work-out'} onAsk={() => submit({ do: 'work-out' }, { method: 'post' })} />
            <VersionsCard versions={versions} zone={zone} onBringBack={({ name, rule, tag }) => setProposal({ draft: { name, rule, tag }, instead: stands })} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </SegmentPage>
  )
}

function whyEmpty({ state, filled }: SegmentView, members: number): 'off' | 'counting' | 'uncounted' | 'none' | null {
  if (state === 'off') return 'off'
  if (members > 0) return null
  if (filled) return 'none'
  return state === 'on' ? 'counting' : 'uncounted'
}

/** What is on its way to the server, so that the button pressed can say so. */
function doingOf(form: FormData | undefined): SegmentState | 'save' | 'delete' | 'approve' | 'write-again' | null {
  const what = form?.get('do') === 'set-state' ? form.get('state') : form?.get('do')
  return what === 'on' || what === 'paused' || what === 'off' || what === 'save' || what === 'delete' || what === 'approve' || what === 'write-again' ? what : null
}
