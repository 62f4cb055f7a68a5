// Executes documents on the simulated store as the installed app.
import { type DocumentNode, type ExecutionResult, execute } from 'graphql'
import type { World } from '../../world.ts'
import type { FieldContext } from '../fields/field.ts'
import type { PlatformState } from '../state.ts'
import { Access } from './access.ts'
import { resolveField, resolveType } from './resolve.ts'
import { type AdminSchema } from './schema.ts'

export function contextOf(admin: AdminSchema, world: World, state: PlatformState, apiVersion: string): FieldContext {
  const context: FieldContext = {
    world,
    state,
    apiVersion,
    access: new Access(admin, world.installation.scopes, world.faults.api.customerData),
    now: world.clock.now(),
    execute: (document, variables) => run(admin, document, variables, undefined, context),
  }
  return context
}

export async function run(admin: AdminSchema, document: DocumentNode, variables: Record<string, unknown>, operationName: string | undefined, context: FieldContext): Promise<ExecutionResult> {
  return execute({
    schema: admin.schema,
    document,
    variableValues: variables,
    operationName: operationName ?? null,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  })
}
