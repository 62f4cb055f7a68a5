// What the store holds that a rule can name. All of it is optional: what is not given is not offered.

export interface Store {
  /** Tags that customers carry. */
  readonly tags?: readonly string[]
  readonly orderTags?: readonly string[]
  readonly productTags?: readonly string[]
  readonly segments?: readonly string[]
  /** Ids as decimal text. */
  readonly products?: readonly { readonly id: string; readonly title: string }[]
  /** ISO 3166-1 alpha-2 codes. */
  readonly countries?: readonly { readonly code: string; readonly name: string }[]
  /** Paths like `metafields.namespace.key`; types as Shopify names them. */
  readonly metafields?: readonly { readonly path: string; readonly name: string; readonly type: string }[]
  /** Other texts, by the name of the field or parameter: `vendor`, `channel`, `customer_email_domain`, … */
  readonly values?: Readonly<Record<string, readonly string[]>>
}
