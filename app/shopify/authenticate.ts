// Lets one token exchange a shop through at a time: parallel loaders of a first page would otherwise each make one.

/** The shop a request claims to come from, unverified: good for choosing a queue, for nothing else. */
export function claimedShop(request: Request): string | null {
  const bearer = request.headers.get('authorization')?.match(/^Bearer (.+)$/)?.[1]
  const token = bearer ?? new URL(request.url).searchParams.get('id_token')
  const body = token?.split('.')[1]
  if (!body) return null
  try {
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { dest?: unknown }
    return typeof claims.dest === 'string' ? new URL(claims.dest).hostname : null
  } catch {
    // Not a token at all: the library refuses it.
    return null
  }
}

export interface ExchangeGuard {
  /** Whether a request of this shop finds a usable session, so that no exchange will happen. */
  readonly hasSession: (shop: string) => Promise<boolean>
}

/** Wraps the library's `authenticate.admin`; the first of several parallel requests exchanges, the others find its session. */
export function oneExchangeAtATime<T>(authenticate: (request: Request) => Promise<T>, guard: ExchangeGuard): (request: Request) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return async (request) => {
    const shop = claimedShop(request)
    if (shop === null || (!last.has(shop) && (await guard.hasSession(shop)))) return authenticate(request)
    const mine = (last.get(shop) ?? Promise.resolve()).then(() => authenticate(request))
    const settled = mine.then(
      () => undefined,
      () => undefined,
    )
    last.set(shop, settled)
    void settled.then(() => {
      if (last.get(shop) === settled) last.delete(shop)
    })
    return mine
  }
}
