// The segment commands: the same operations as the pages.
import { shopByDomain } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { listSegments } from '#app/operations/segments/list-segments.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'

export interface SegmentCommand {
  readonly verb: string
  /** Domain. */
  readonly shop: string
  readonly id?: number
  readonly name?: string
  readonly rule?: string
  readonly tag?: string
  readonly state?: 'on' | 'paused' | 'off'
}

export interface CommandEnd {
  readonly ok: boolean
  /** To be printed as JSON. */
  readonly value: unknown
}

const refused = (problem: string): CommandEnd => ({ ok: false, value: { problem } })

export async function commandSegments(ctx: Context, command: SegmentCommand): Promise<CommandEnd> {
  const shop = await ctx.db.read(() => shopByDomain(command.shop))
  if (shop === undefined) return refused(`The shop ${command.shop} has not installed the app.`)
  switch (command.verb) {
    case 'list':
      return { ok: true, value: await listSegments(ctx, { shop: shop.id }) }
    case 'create':
      return create(ctx, shop.id, command)
    case 'set':
      return set(ctx, shop.id, command)
    case 'delete': {
      const id = await idOf(ctx, shop.id, command)
      if (id === null) return refused('There is no such segment.')
      return { ok: true, value: await deleteSegment(ctx, { shop: shop.id, id }) }
    }
    default:
      return refused(`segments takes list, create, set or delete, not ${command.verb}.`)
  }
}

async function create(ctx: Context, shop: number, { name, rule, tag, state }: SegmentCommand): Promise<CommandEnd> {
  if (name === undefined || rule === undefined || tag === undefined) return refused('create needs --name, --rule and --tag.')
  const outcome = await createSegment(ctx, { shop, name, rule, tag, ...(state === undefined ? {} : { state }) })
  if (outcome.kind !== 'created') return { ok: false, value: outcome.problems }
  if (state === 'on') await approveWrites(ctx, { shop, segments: [outcome.segment.id] })
  return { ok: true, value: outcome.segment }
}

async function set(ctx: Context, shop: number, command: SegmentCommand): Promise<CommandEnd> {
  const id = await idOf(ctx, shop, command)
  if (id === null) return refused('There is no such segment.')
  const { name, rule, tag, state } = command
  const edited = await editSegment(ctx, { shop, id, ...(name === undefined ? {} : { name }), ...(rule === undefined ? {} : { rule }), ...(tag === undefined ? {} : { tag }) })
  if (edited.kind === 'problems') return { ok: false, value: edited.problems }
  if (edited.kind === 'missing') return refused('There is no such segment.')
  if (state === undefined) return { ok: true, value: edited.segment }
  const outcome = await setSegmentState(ctx, { shop, id, state })
  switch (outcome.kind) {
    case 'set':
      // What an operator turns on is to be written.
      if (state === 'on') await approveWrites(ctx, { shop, segments: [id] })
      return { ok: true, value: outcome.segment }
    case 'problems':
      return { ok: false, value: outcome.problems }
    case 'missing':
      return refused('There is no such segment.')
  }
}

/** By id, or by name where that names one only. */
async function idOf(ctx: Context, shop: number, { id, name }: SegmentCommand): Promise<number | null> {
  const segments = await listSegments(ctx, { shop })
  const found = segments.filter((segment) => (id === undefined ? segment.name === name : segment.id === id))
  return found.length === 1 ? (found[0]?.id ?? null) : null
}
