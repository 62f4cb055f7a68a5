// The only reader of process.env: one schema; a process with a missing or malformed setting stops with a sentence that says which.
import { z } from 'zod'

const tokenKey = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64 (openssl rand -base64 32)')

const databaseUrl = z
  .string()
  .regex(/^(file:|postgres(ql)?:\/\/)/, 'must start with file: (SQLite) or postgresql:// (PostgreSQL)')

/** An empty variable counts as missing. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const schema = z.object({
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  /** While a client secret is rotated, webhooks may still be signed with the old one. */
  SHOPIFY_API_SECRET_PREVIOUS: optional(z.string()),
  SHOPIFY_APP_URL: z.url(),
  SCOPES: z
    .string()
    .min(1)
    .transform((text) => text.split(',').map((scope) => scope.trim()).filter((scope) => scope !== '')),
  DATABASE_URL: databaseUrl,
  /** SQLite only; without it the inbox is a file beside the database. */
  INBOX_URL: optional(z.string().startsWith('file:')),
  REDIS_URL: z.string().regex(/^(rediss?|unix):\/\//, 'must start with redis://, rediss:// or unix://'),
  TOKEN_KEY: tokenKey,
  /** Keys of before, while tokens are still sealed with them; separated by commas. */
  TOKEN_KEYS_PREVIOUS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((key) => key.trim()).filter((key) => key !== ''))
    .pipe(z.array(tokenKey)),
  CLOCK_URL: optional(z.url()),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  APP_BRIDGE_URL: optional(z.url()),
  /** Room on disk for deliveries that wait or were applied lately. */
  INBOX_MAX_MB: z.coerce.number().min(1).default(4096),
  /** Between two rounds of asking a store what has changed. */
  RECONCILE_EVERY_MINUTES: z.coerce.number().int().min(1).max(1440).default(5),
  LOG_TO: z.enum(['stdout', 'stderr']).default('stdout'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
})

export type Env = z.infer<typeof schema>

/** Reads settings from `source`; throws one error that lists every fault. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = schema.safeParse(source)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The settings of this process are not usable (see .env.example):\n${faults.join('\n')}`)
}

export const env = readEnv(process.env)
