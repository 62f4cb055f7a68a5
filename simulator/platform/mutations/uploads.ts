// stagedUploadsCreate for the variables of bulk mutations: an address, and parameters to send back in their order.
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { type Args, type FieldContext, textArg } from '../fields/field.ts'
import { notSimulated } from '../graphql/refusal.ts'

export const uploadsPath = '/staged-uploads/'
export const bucketName = 'shopify-staged-uploads'
/** 100 MB. */
export const largestUpload = 100 * 1024 * 1024
const lifetime = 86_400_000

export function stagedUploadsCreate(args: Args, context: FieldContext) {
  return { stagedTargets: (args['input'] as readonly Args[]).map((input) => target(input, context)), userErrors: [] }
}

function target(input: Args, { world, state }: FieldContext) {
  const resource = textArg(input, 'resource')
  if (resource !== 'BULK_MUTATION_VARIABLES') throw notSimulated(`staged uploads of ${resource}`)
  if (textArg(input, 'httpMethod') !== 'POST') throw notSimulated('staged uploads with PUT')
  const filename = (textArg(input, 'filename') ?? '').replace(/[^\w.-]/g, '_') || 'variables'
  const key = `tmp/${world.store.settings.shopId}/bulk/${randomUUID()}/${filename}`
  // The upload service is not the store: it lives by real time.
  const now = new Date()
  const date = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const expiresAt = now.getTime() + lifetime
  const conditions = [{ key }, ['content-length-range', 1, largestUpload], { bucket: bucketName }]
  const policy = Buffer.from(JSON.stringify({ conditions, expiration: new Date(expiresAt).toISOString() })).toString('base64')
  const parameters = Object.entries({
    'Content-Type': textArg(input, 'mimeType') ?? 'text/jsonl',
    success_action_status: '201',
    acl: 'private',
    key,
    'x-goog-date': date,
    'x-goog-credential': `simulator@example.iam.gserviceaccount.com/${date.slice(0, 8)}/auto/storage/goog4_request`,
    'x-goog-algorithm': 'GOOG4-RSA-SHA256',
    'x-goog-signature': createHmac('sha256', world.config.apiSecret).update(createHash('sha256').update(policy).digest()).digest('hex'),
    policy,
  }).map(([name, value]) => ({ name, value }))
  state.tickets.set(key, { parameters, expiresAt })
  const url = `${world.config.origin}${uploadsPath}`
  return { url, resourceUrl: null, parameters }
}
