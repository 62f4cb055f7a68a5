// tagsAdd and tagsRemove on customers: the store's rules decide, its life tells.
import { tagCustomer, untagCustomer } from '../../life/tags.ts'
import type { TagsOutcome } from '../../store/tags.ts'
import { type Args, type FieldContext, Ref, textArg, textsArg } from '../fields/field.ts'
import { readGid } from '../fields/gid.ts'
import { visibleCustomer } from '../fields/visible.ts'
import { notSimulated, wrongKind } from '../graphql/refusal.ts'

/** The other kinds that the real mutations take. */
const otherKinds = new Set(['Article', 'DraftOrder', 'Order', 'Product', 'DiscountNode'])

function change(args: Args, context: FieldContext, apply: (id: number, tags: readonly string[]) => TagsOutcome, name: string) {
  const { type, id } = readGid(textArg(args, 'id') ?? '')
  if (otherKinds.has(type)) throw notSimulated(`${name} of ${type}`)
  if (type !== 'Customer') throw wrongKind()
  const { userErrors } = apply(id, textsArg(args, 'tags'))
  const customer = userErrors.length === 0 ? visibleCustomer(context, id) : null
  return { node: customer && new Ref('Customer', customer), userErrors }
}

export function tagsAdd(args: Args, context: FieldContext) {
  context.world.counters.tagsAdd++
  return change(args, context, (id, tags) => tagCustomer(context.world, id, tags), 'tagsAdd')
}

export function tagsRemove(args: Args, context: FieldContext) {
  context.world.counters.tagsRemove++
  return change(args, context, (id, tags) => untagCustomer(context.world, id, tags), 'tagsRemove')
}
