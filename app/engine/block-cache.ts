// Keeps the blocks of whole shops under a memory budget; the one not used for longest goes first.
import type { ProductTable } from '#app/core/facts/product-table.ts'
import type { Database } from '#app/db/sql.ts'
import { bytesOf } from '#app/engine/bytes.ts'
import { suffices, type Holdings } from '#app/engine/holdings.ts'
import { loadShopBlock, refreshShopBlock, type ShopBlock } from '#app/engine/shop-block.ts'

export interface BlockWish {
  /** At least that much. */
  readonly holdings: Holdings
  /** With stored memberships at least as new as these rules; 0 where none are read, Infinity for as they are now. */
  readonly rulesVersion: number
}

export interface BlockCache {
  /** As of now or a moment later. */
  fresh(shop: number, products: ProductTable, wish: BlockWish): Promise<ShopBlock>
  /** Whether `fresh` would find one to start from, and need not read everyone. */
  stands(shop: number, wish: BlockWish): boolean
}

export function openBlockCache(db: Database, memoryBytes: number): BlockCache {
  const blocks = new Map<number, { readonly block: ShopBlock; readonly bytes: number }>()
  const underWay = new Map<number, Promise<ShopBlock>>()

  const keep = (shop: number, block: ShopBlock): void => {
    blocks.delete(shop)
    blocks.set(shop, { block, bytes: bytesOf(block.base.block) + bytesOf(block.patch.block) })
    let total = 0
    for (const { bytes } of blocks.values()) total += bytes
    for (const [other, { bytes }] of blocks) {
      if (total <= memoryBytes || other === shop) break
      blocks.delete(other)
      total -= bytes
    }
  }

  const usableFor = (shop: number, { holdings, rulesVersion }: BlockWish): ShopBlock | undefined => {
    const known = blocks.get(shop)?.block
    return known !== undefined && known.rulesVersion >= rulesVersion && suffices(known.holdings, holdings) ? known : undefined
  }

  const renew = async (shop: number, products: ProductTable, wish: BlockWish): Promise<ShopBlock> => {
    const usable = usableFor(shop, wish)
    const block = (usable && (await refreshShopBlock(db, shop, usable, products))) ?? (await loadShopBlock(db, shop, products, wish.holdings))
    keep(shop, block)
    return block
  }

  const fresh = async (shop: number, products: ProductTable, wish: BlockWish): Promise<ShopBlock> => {
    // One load at a time for a shop; whoever comes meanwhile waits, and then finds little left to refresh.
    while (underWay.has(shop)) await underWay.get(shop)?.catch(() => undefined)
    const renewing = renew(shop, products, wish)
    underWay.set(shop, renewing)
    try {
      return await renewing
    } finally {
      underWay.delete(shop)
    }
  }

  return {
    fresh,
    stands: (shop, wish) => usableFor(shop, wish) !== undefined,
  }
}
