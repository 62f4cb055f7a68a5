// Basic discounts: a percentage off everything, for everybody or for segments. Any other kind of value is refused by name.
import { newId } from '../../store/ids.ts'
import type { Discount } from '../../store/model.ts'
import { discountByCode } from '../fields/discount.ts'
import { type Args, type FieldContext, numberArg, textArg, textsArg } from '../fields/field.ts'
import { idOf } from '../fields/gid.ts'
import { notSimulated } from '../graphql/refusal.ts'

const simulated = new Set(['title', 'code', 'startsAt', 'customerGets', 'context', 'combinesWith', 'appliesOncePerCustomer'])

const inner = (args: Args, name: string): Args => (args[name] ?? {}) as Args

function percentageOf(input: Args): number {
  const gets = inner(input, 'customerGets')
  const items = inner(gets, 'items')
  if (gets['items'] !== undefined && items['all'] !== true) throw notSimulated('discounts on some items only')
  const percentage = numberArg(inner(gets, 'value'), 'percentage')
  if (percentage === null) throw notSimulated('discounts other than a percentage')
  return percentage
}

function segmentsOf(input: Args): number[] {
  const context = inner(input, 'context')
  if (context['customers'] !== undefined || context['markets'] !== undefined) throw notSimulated('discounts for customers or markets')
  return textsArg(inner(context, 'customerSegments'), 'add').map((id) => idOf(id, 'Segment') ?? -1)
}

function create(input: Args, inputName: string, code: string | null, { world: { store } }: FieldContext) {
  for (const name of Object.keys(input)) if (!simulated.has(name)) throw notSimulated(`${inputName}.${name}`)
  const refuse = (field: readonly string[], reason: string, message: string) => ({ discount: null, userErrors: [{ field: [inputName, ...field], code: reason, message, extraInfo: null }] })
  const title = textArg(input, 'title') ?? ''
  const segmentIds = segmentsOf(input)
  if (title.trim() === '') return refuse(['title'], 'BLANK', "Title can't be blank")
  if (code !== null && discountByCode(code, store) !== null) return refuse(['code'], 'TAKEN', 'Code must be unique. Please try a different code.')
  if (segmentIds.some((id) => !store.segments.has(id))) return refuse(['context', 'customerSegments', 'add'], 'INVALID', 'Customer segments are invalid')
  const discount: Discount = { id: newId(store, 'discount'), title, code, percentage: percentageOf(input), segmentIds }
  store.discounts.set(discount.id, discount)
  return { discount, userErrors: [] }
}

export function discountCodeBasicCreate(args: Args, context: FieldContext) {
  const input = inner(args, 'basicCodeDiscount')
  const code = textArg(input, 'code') ?? ''
  const refusal = [{ field: ['basicCodeDiscount', 'code'], code: 'BLANK', message: "Code can't be blank", extraInfo: null }]
  if (code === '') return { codeDiscountNode: null, userErrors: refusal }
  const { discount, userErrors } = create(input, 'basicCodeDiscount', code, context)
  return { codeDiscountNode: discount, userErrors }
}

export function discountAutomaticBasicCreate(args: Args, context: FieldContext) {
  const { discount, userErrors } = create(inner(args, 'automaticBasicDiscount'), 'automaticBasicDiscount', null, context)
  return { automaticDiscountNode: discount, userErrors }
}
