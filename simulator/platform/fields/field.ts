// One simulated field: from its parent, its arguments and the request to a value. GraphQL answers and bulk exports share these.
import type { DocumentNode, ExecutionResult } from 'graphql'
import type { Access } from '../graphql/access.ts'
import type { PlatformState } from '../state.ts'
import type { World } from '../../world.ts'

export interface FieldContext {
  readonly world: World
  readonly state: PlatformState
  readonly access: Access
  readonly apiVersion: string
  /** Milliseconds of the store clock, the same for the whole request. */
  readonly now: number
  /** Runs a document as the same app, costing nothing: how bulk mutations work through their lines. */
  execute(document: DocumentNode, variables: Record<string, unknown>): Promise<ExecutionResult>
}

export type Args = Readonly<Record<string, unknown>>
export type Field<S> = (source: S, args: Args, context: FieldContext) => unknown
export type Fields = Readonly<Record<string, Field<unknown>>>

/** A type whose values carry their fields as properties of the same name. */
export const plain = 'plain' as const

export type FieldTable = Readonly<Record<string, Fields | typeof plain>>

/** The cast is safe as long as every field of the schema hands its type's source: the table is checked by the tests that read each type. */
export const fieldsOf = <S>(fields: Readonly<Record<string, Field<S>>>): Fields => fields as Fields

/** A value where the schema has an interface or a union. */
export class Ref {
  readonly type: string
  readonly value: unknown

  constructor(type: string, value: unknown) {
    this.type = type
    this.value = value
  }
}

export const textArg = (args: Args, name: string): string | null => {
  const value = args[name]
  return typeof value === 'string' ? value : null
}

export const numberArg = (args: Args, name: string): number | null => {
  const value = args[name]
  return typeof value === 'number' ? value : null
}

export const textsArg = (args: Args, name: string): readonly string[] => {
  const value = args[name]
  return Array.isArray(value) ? value.map(String) : []
}
