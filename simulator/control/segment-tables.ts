// Who is in a segment query that is not simulated, as the demo or a test says: `{ clause, customers }`, null customers to take it back.
import { normalQuery } from '../platform/fields/segment-members.ts'
import { platformOf } from '../platform/state.ts'
import { Refused } from '../store/refused.ts'
import type { World } from '../world.ts'

export function giveMembers(world: World, body: Readonly<Record<string, unknown>>): { readonly clause: string; readonly customers: number | null } {
  const clause = typeof body['clause'] === 'string' ? normalQuery(body['clause']) : ''
  if (clause === '') throw new Refused('clause is not a text')
  const { segmentTables } = platformOf(world).options
  const { customers } = body
  if (customers === null) {
    segmentTables.delete(clause)
    return { clause, customers }
  }
  if (!Array.isArray(customers)) throw new Refused('customers is not a list of ids')
  const ids = customers.map((id: unknown) => (typeof id === 'string' ? Number(id.split('/').at(-1)) : id))
  if (!ids.every((id): id is number => typeof id === 'number' && Number.isSafeInteger(id) && id > 0)) throw new Refused('customers is not a list of ids')
  segmentTables.set(clause, new Set(ids))
  return { clause, customers: ids.length }
}
