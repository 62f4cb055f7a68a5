// Native segments: made, changed, deleted, asked for their members in the background.
import { gid } from '../../store/gid.ts'
import { newId } from '../../store/ids.ts'
import type { Segment } from '../../store/model.ts'
import { type Args, type FieldContext, textArg } from '../fields/field.ts'
import { idOf } from '../fields/gid.ts'
import { membersOf, membershipOf, unknownQuery } from '../fields/segment-members.ts'
import { queryText, segmentById } from '../fields/segment.ts'

const longestName = 255
const longestQuery = 5_000
const mostSegments = 6_000
const mostNamesakes = 100

const error = (message: string, field: readonly string[] | null = null) => ({ field, message })
type Fault = ReturnType<typeof error>

function nameFaults(name: string): Fault[] {
  if (name.trim() === '') return [error("Name can't be blank", ['name'])]
  return name.length > longestName ? [error(`Name is too long (maximum is ${longestName} characters)`, ['name'])] : []
}

/** The grammar is looked at only after the lengths; a query that is not simulated is refused, not accepted unread. */
function queryFaults(query: string, context: FieldContext): Fault[] {
  if (query.trim() === '') return [error("Query can't be blank", ['query'])]
  if (query.length > longestQuery) return [error(`Query is too long (maximum is ${longestQuery} characters)`, ['query'])]
  return membershipOf(query, context) ? [] : [error(`Query ${unknownQuery(query)}`, ['query'])]
}

/** A name that is taken gets ` (2)` to ` (100)`; null if all of those are. */
function freeName(wanted: string, { world }: FieldContext, own?: Segment): string | null {
  const taken = new Set([...world.store.segments.values()].filter((segment) => segment !== own).map(({ name }) => name))
  for (let n = 1; n <= mostNamesakes; n++) {
    const name = n === 1 ? wanted : `${wanted} (${n})`
    if (!taken.has(name)) return name
  }
  return null
}

export function segmentCreate(args: Args, context: FieldContext) {
  const { store, clock } = context.world
  const wanted = textArg(args, 'name') ?? ''
  const query = textArg(args, 'query') ?? ''
  if (store.segments.size >= mostSegments) return { segment: null, userErrors: [error('Segment limit reached. Delete an existing segment to create more.')] }
  const userErrors = [...nameFaults(wanted), ...queryFaults(query, context)]
  if (userErrors.length > 0) return { segment: null, userErrors }
  const name = freeName(wanted, context)
  if (name === null) return { segment: null, userErrors: [error('Name has already been taken', ['name'])] }
  const now = clock.stamp()
  const segment: Segment = { id: newId(store, 'segment'), name, query, createdAt: now, updatedAt: now }
  store.segments.set(segment.id, segment)
  return { segment, userErrors: [] }
}

export function segmentUpdate(args: Args, context: FieldContext) {
  const segment = segmentById(textArg(args, 'id') ?? '', context)
  if (!segment) return { segment: null, userErrors: [error('Segment does not exist', ['id'])] }
  const wanted = textArg(args, 'name')
  const query = textArg(args, 'query')
  const userErrors = [...(wanted === null ? [] : nameFaults(wanted)), ...(query === null ? [] : queryFaults(query, context))]
  if (userErrors.length > 0) return { segment: null, userErrors }
  const name = wanted === null ? segment.name : freeName(wanted, context, segment)
  if (name === null) return { segment: null, userErrors: [error('Name has already been taken', ['name'])] }
  Object.assign(segment, { name, query: query ?? segment.query, updatedAt: context.world.clock.stamp() })
  return { segment, userErrors: [] }
}

export function segmentDelete(args: Args, context: FieldContext) {
  const id = textArg(args, 'id') ?? ''
  const deleted = context.world.store.segments.delete(idOf(id, 'Segment') ?? -1)
  return deleted ? { deletedSegmentId: id, userErrors: [] } : { deletedSegmentId: null, userErrors: [error('Segment does not exist', ['id'])] }
}

/** Answers as the platform does, with nothing counted yet; the members are those of this instant. */
export function customerSegmentMembersQueryCreate(args: Args, context: FieldContext) {
  const input = args['input'] as Args
  const query = queryText(textArg(input, 'segmentId'), textArg(input, 'query'), context)
  if (!membershipOf(query, context)) return { customerSegmentMembersQuery: null, userErrors: [{ field: null, code: 'INVALID', message: unknownQuery(query) }] }
  const { memberQueries } = context.state
  const id = memberQueries.size + 1
  memberQueries.set(id, { ids: membersOf(query, context), done: false })
  return { customerSegmentMembersQuery: { id: gid('CustomerSegmentMembersQuery', id), currentCount: 0, done: false }, userErrors: [] }
}
