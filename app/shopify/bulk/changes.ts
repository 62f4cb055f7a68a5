// Reads the lines of a bulk result as changes of facts, children gathered to their parents, without holding the file.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { linesFrom } from '#app/shopify/bulk/lines.ts'
import type { BulkFile } from '#app/shopify/bulk/queries.ts'
import { checkoutChange } from '#app/shopify/nodes/checkout-node.ts'
import { customerChanges } from '#app/shopify/nodes/customer-node.ts'
import type { Paths } from '#app/shopify/nodes/metafields.ts'
import { orderChange } from '#app/shopify/nodes/order-node.ts'
import { productChange } from '#app/shopify/nodes/product-node.ts'
import type { Fields } from '#app/shopify/payloads/read.ts'
import { requiredId, requiredInstant, texts } from '#app/shopify/payloads/read.ts'

export interface BulkReading {
  readonly file: BulkFile
  /** First line to read: `next` of the last portion that was kept. */
  readonly from: number
  /** The shop's. */
  readonly currency: string
  /** The metafields of customers that rules name. */
  readonly metafields: Paths
  /** When the operation began to read, store clock. */
  readonly readAt: Instant
  /** A portion ends after this many parents: it becomes one transaction. */
  readonly portion?: number
  /** A parent is closed when this many parents have begun after it. */
  readonly open?: number
}

export interface Portion {
  readonly changes: readonly FactChange[]
  /** Lines read so far. */
  readonly read: number
  /** The line to begin with if only the portions so far are kept. */
  readonly next: number
}

interface Parent {
  readonly line: number
  readonly node: Fields
  readonly children: Fields[]
}

/**
 * Children may come anywhere after their parent. One that comes after its parent was closed makes the parent suspect: it is read
 * again by id, whole. Throws SyntaxError on a line that is not JSON.
 */
export async function* bulkChanges(chunks: AsyncIterable<string>, reading: BulkReading): AsyncGenerator<Portion> {
  const { portion = 300, open: most = 500 } = reading
  const open = new Map<string, Parent>()
  let changes: FactChange[] = []
  let parents = 0
  let read = reading.from
  for await (const batch of linesFrom(chunks, reading.from)) {
    for (const { number, text } of batch) {
      read = number + 1
      const node = nodeOf(text, number)
      if (typeof node.__parentId === 'string') {
        const parent = open.get(node.__parentId)
        if (parent) parent.children.push(node)
        else {
          changes.push(...suspect(reading.file, node.__parentId))
          parents += 1
        }
      } else if (typeof node.id === 'string') {
        open.set(node.id, { line: number, node, children: [] })
        if (open.size > most) {
          close(open, reading, changes)
          parents += 1
        }
      }
      if (parents >= portion) {
        yield { changes, read, next: nextLine(open, read) }
        changes = []
        parents = 0
      }
    }
  }
  while (open.size > 0) {
    close(open, reading, changes)
    parents += 1
    if (parents < portion && open.size > 0) continue
    yield { changes, read, next: nextLine(open, read) }
    changes = []
    parents = 0
  }
  if (changes.length > 0) yield { changes, read, next: read }
}

/** JSON.parse would quote the line, which is about a person. */
function nodeOf(text: string, number: number): Fields {
  try {
    return JSON.parse(text) as Fields
  } catch {
    throw new SyntaxError(`line ${number + 1} is not JSON`)
  }
}

/** The oldest parent that is still open has to be read again. */
function nextLine(open: ReadonlyMap<string, Parent>, read: number): number {
  for (const parent of open.values()) return parent.line
  return read
}

function close(open: Map<string, Parent>, reading: BulkReading, into: FactChange[]): void {
  for (const [id, { node, children }] of open) {
    open.delete(id)
    switch (reading.file) {
      case 'customers':
        into.push(...customerChanges(node, { addresses: children.filter(is('MailingAddress')), metafields: children.filter(is('Metafield')) }, reading))
        return
      case 'orders':
        into.push(orderChange(node, children, reading.currency))
        return
      case 'products':
        into.push(productChange(node, children))
        return
      case 'tags':
        into.push({ kind: 'tagsSeen', customer: requiredId('customer', id), tags: texts(node.tags), at: reading.readAt, updatedAt: requiredInstant('updatedAt', node.updatedAt) })
        return
      case 'checkouts':
        into.push(checkoutChange(node, children, reading.currency))
        return
    }
  }
}

const is = (kind: string) => (child: Fields): boolean => typeof child.id === 'string' && child.id.includes(`/${kind}/`)

function suspect(file: BulkFile, parent: string): FactChange[] {
  const why = 'a part of it came late in a bulk file'
  switch (file) {
    case 'customers':
      return [{ kind: 'customerSuspect', customer: requiredId('customer', parent), why }]
    case 'orders':
      return [{ kind: 'orderSuspect', order: requiredId('order', parent), why }]
    case 'products':
      return [{ kind: 'productSuspect', product: requiredId('product', parent), why }]
    case 'tags':
    case 'checkouts':
      // None is read again by id: it stands as it was begun until its next delivery.
      return []
  }
}
