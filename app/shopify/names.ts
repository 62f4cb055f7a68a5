// Display names for pages: asked from Shopify, kept in memory for minutes, never on the disk.
import type { Shopify } from '#app/shopify/shopify.ts'

const keepFor = 5 * 60_000
const mostKept = 20_000
const perRequest = 100

const document = `query CustomerNames($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { id displayName } } }`

interface Names {
  readonly nodes: readonly ({ readonly id?: string; readonly displayName?: string | null } | null)[]
}

/** `wall` in milliseconds. */
export function nameBook(ask: Shopify['ask'], wall: () => number): Shopify['names'] {
  const book = new Map<string, { readonly name: string; readonly until: number }>()

  async function look(shop: string, ids: readonly string[]): Promise<void> {
    const answer = await ask<Names>(shop, document, { ids: ids.map((id) => `gid://shopify/Customer/${id}`) })
    if (answer.kind !== 'ok' && answer.kind !== 'partial') return
    if (book.size > mostKept) book.clear()
    for (const node of answer.data.nodes ?? []) {
      if (!node?.id || !node.displayName) continue
      book.set(`${shop} ${node.id.slice(node.id.lastIndexOf('/') + 1)}`, { name: node.displayName, until: wall() + keepFor })
    }
  }

  return async (shop, ids) => {
    const missing = ids.filter((id) => (book.get(`${shop} ${id}`)?.until ?? 0) <= wall())
    for (let start = 0; start < missing.length; start += perRequest) await look(shop, missing.slice(start, start + perRequest))
    const names = new Map<string, string>()
    for (const id of ids) {
      const known = book.get(`${shop} ${id}`)
      if (known && known.until > wall()) names.set(id, known.name)
    }
    return names
  }
}
