// What keeps us from working for a shop until its merchant does something, and which refusals of Shopify mean it.

export type Trouble =
  /** Shopify no longer accepts the access it gave. */
  | 'token-revoked'
  /** A permission was not granted, or was taken back. */
  | 'scope-missing'
  /** The app is not approved for protected customer data. */
  | 'data-access-not-approved'

/** A refusal that asking again does not change. */
export type Refusal = { readonly kind: 'revoked' } | { readonly kind: 'denied'; readonly why: 'scope' | 'data-access' }

export function troubleOf(refusal: Refusal): Trouble {
  if (refusal.kind === 'revoked') return 'token-revoked'
  switch (refusal.why) {
    case 'scope':
      return 'scope-missing'
    case 'data-access':
      return 'data-access-not-approved'
  }
}
