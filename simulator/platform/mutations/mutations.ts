// The mutations that are simulated.
import { bulkOperationCancel, bulkOperationRunMutation, bulkOperationRunQuery } from '../bulk/start.ts'
import type { Args, FieldContext } from '../fields/field.ts'
import { discountAutomaticBasicCreate, discountCodeBasicCreate } from './discounts.ts'
import { customerSegmentMembersQueryCreate, segmentCreate, segmentDelete, segmentUpdate } from './segments.ts'
import { tagsAdd, tagsRemove } from './tags.ts'
import { stagedUploadsCreate } from './uploads.ts'

type Mutation = (args: Args, context: FieldContext) => unknown

const byName: Readonly<Record<string, Mutation>> = {
  tagsAdd, tagsRemove,
  segmentCreate, segmentUpdate, segmentDelete, customerSegmentMembersQueryCreate,
  discountCodeBasicCreate, discountAutomaticBasicCreate,
  stagedUploadsCreate,
  bulkOperationRunQuery, bulkOperationRunMutation, bulkOperationCancel,
}

export function mutationOf(name: string): ((source: unknown, args: Args, context: FieldContext) => unknown) | null {
  const mutation = Object.hasOwn(byName, name) ? byName[name] : undefined
  return mutation ? (_source, args, context) => mutation(args, context) : null
}
