// Who may read what: the scopes named in the schema's access texts, and the approval for protected customer data.
import type { GraphQLError } from 'graphql'
import type { AdminSchema } from './schema.ts'
import { accessDenied, fieldNotApproved, objectNotApproved } from './refusal.ts'

/** What the app may see of customers: everything, everything but names, addresses, phones and e-mails, or nothing. */
export type CustomerData = 'approved' | 'level1' | 'none'

/** Every inner list needs one of its scopes. */
export type Need = readonly (readonly string[])[]

/** tagsAdd and tagsRemove carry no text in the schema; they need the write scope of what they change, here customers. */
const unwritten: Record<string, string> = {
  'Mutation.tagsAdd': '`write_customers` access scope.',
  'Mutation.tagsRemove': '`write_customers` access scope.',
}

const protectedObjects = new Set(['Customer', 'Order', 'CustomerSegmentMember'])

/** Reads an access text: `a`, `b` or `c` is any of them; "both `a` as well as `b`" and "Also: Requires `x`" are all; permissions of staff do not concern an app. */
export function needOf(text: string): Need {
  const [first = '', ...rest] = text.split(/\bAlso: /)
  const named = scopesIn(first)
  const need = named.length === 0 ? [] : /\bboth\b/.test(first) ? named.map((scope) => [scope]) : [named]
  return [...need, ...rest.filter((part) => part.startsWith('Requires ')).flatMap((part) => scopesIn(part).map((scope) => [scope]))]
}

const scopesIn = (text: string) => [...text.matchAll(/`((?:read|write)_\w+)`/g)].map(([, scope]) => scope as string)

/** Write implies read. */
export function grants(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || (scope.startsWith('read_') && scopes.includes(`write_${scope.slice(5)}`))
}

export class Access {
  readonly #admin: AdminSchema
  readonly #scopes: readonly string[]
  readonly #customerData: CustomerData
  readonly #known = new Map<string, () => GraphQLError | null>()

  constructor(admin: AdminSchema, scopes: readonly string[], customerData: CustomerData) {
    this.#admin = admin
    this.#scopes = scopes
    this.#customerData = customerData
  }

  /** Why this field is refused, or null. `returns` is the named type it leads to; of a connection, its node. */
  refusal(type: string, field: string, returns: string): GraphQLError | null {
    const key = `${type}.${field}`
    let answer = this.#known.get(key)
    if (!answer) this.#known.set(key, (answer = this.#decide(key, field, returns)))
    return answer()
  }

  // A fresh error for every place: graphql writes the path into it.
  #decide(key: string, field: string, returns: string): () => GraphQLError | null {
    for (const owner of [key, returns]) {
      const text = unwritten[owner] ?? this.#admin.requiredAccess.get(owner)
      if (text && !needOf(text).every((any) => any.some((scope) => grants(this.#scopes, scope)))) return () => accessDenied(field, text)
    }
    if (this.#customerData === 'none' && protectedObjects.has(returns)) return () => objectNotApproved(returns)
    if (this.#customerData !== 'approved' && this.#admin.protectedFields.has(key)) return () => fieldNotApproved(field)
    return () => null
  }
}
