// Shopify's real Admin schema, read once per process from the checked introspection file, with the access texts it carries.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql'

export interface AdminSchema {
  readonly schema: GraphQLSchema
  /** The required access text of a type (`Customer`) or field (`Mutation.segmentCreate`), as the introspection file has it. */
  readonly requiredAccess: ReadonlyMap<string, string>
  /** Fields (`Customer.email`) that hold level 2 customer data. */
  readonly protectedFields: ReadonlySet<string>
}

interface CarriedType {
  readonly name: string
  readonly requiredAccess: string | null
  readonly fields: readonly { readonly name: string; readonly requiredAccess: string | null; readonly isProtected: boolean }[] | null
}

/** The only version whose schema we have. */
export const apiVersion = '2026-07'

const file = new URL('../../../.cache/admin_2026-07.json.gz', import.meta.url)
let loaded: AdminSchema | undefined

/** @throws Error with the remedy if the file is missing */
export function adminSchema(): AdminSchema {
  return (loaded ??= read())
}

function read(): AdminSchema {
  let packed: Buffer
  try {
    packed = readFileSync(file)
  } catch (error) {
    throw new Error('The Admin schema is missing: run `node scripts/admin-schema.mjs` once.', { cause: error })
  }
  const { data } = JSON.parse(gunzipSync(packed).toString()) as { data: IntrospectionQuery }
  const requiredAccess = new Map<string, string>()
  const protectedFields = new Set<string>()
  for (const type of data.__schema.types as unknown as readonly CarriedType[]) {
    if (type.requiredAccess) requiredAccess.set(type.name, type.requiredAccess)
    for (const field of type.fields ?? []) {
      if (field.requiredAccess) requiredAccess.set(`${type.name}.${field.name}`, field.requiredAccess)
      if (field.isProtected) protectedFields.add(`${type.name}.${field.name}`)
    }
  }
  return { schema: buildClientSchema(data, { assumeValid: true }), requiredAccess, protectedFields }
}
