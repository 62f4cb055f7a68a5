// The lines of a bulk query: every node after its parent, and some children well after it, as the platform warns.
import { everything } from '../fields/listing.ts'
import type { CompiledConnection } from './compile.ts'

/** One parent in this many keeps its children for later; `later` counts the parents until then. */
const oneIn = 5
const later = 3

interface Kept { readonly connection: CompiledConnection; readonly parent: unknown; readonly due: number }

/** @param onRoot called for every node at the top; @param together children always follow their parent at once */
export function* linesOf(root: CompiledConnection, onRoot: () => void, together: boolean): Generator<string> {
  const kept: Kept[] = []
  let seen = 0
  for (const node of everything(root.open(null))) {
    onRoot()
    seen++
    yield `${root.write(node)}}`
    const scatter = !together && seen % oneIn === 0
    for (const child of root.children) {
      if (scatter) kept.push({ connection: child, parent: node, due: seen + later })
      else yield* below(child, node, root.idOf(node))
    }
    while (kept[0] && kept[0].due <= seen) yield* release(root, kept)
  }
  while (kept[0]) yield* release(root, kept)
}

function* release(root: CompiledConnection, kept: Kept[]): Generator<string> {
  const next = kept.shift()
  if (next) yield* below(next.connection, next.parent, root.idOf(next.parent))
}

/** In the order of the connection. */
function* below(connection: CompiledConnection, parent: unknown, parentId: string): Generator<string> {
  for (const node of everything(connection.open(parent))) {
    yield `${connection.write(node)},"__parentId":${parentId}}`
    for (const child of connection.children) yield* below(child, node, connection.idOf(node))
  }
}
