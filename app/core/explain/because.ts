// Leaves that alone force an answer, none of them idle: take one away and the answer is open.
import { NO, UNKNOWN, YES, type Membership } from '#app/core/evaluate/verdict.ts'
import type { Tree } from '#app/core/explain/rule.ts'
import { answerOf, opposite } from '#app/core/explain/three-valued.ts'

/**
 * Ascending. With the other leaves unknown the tree answers the same, so it does whatever they are; `answers` must make it YES or NO.
 * Of several such sets, one with few leaves; of as many, the leaf that stands first.
 */
export function forcing(tree: Tree, answers: readonly Membership[]): readonly number[] {
  const wanted = answerOf(tree, (leaf) => answers[leaf]!)
  const kept = new Set(supporting(tree, answers, wanted))
  const forced = (): boolean => answerOf(tree, (leaf) => (kept.has(leaf) ? answers[leaf]! : UNKNOWN)) === wanted
  for (const leaf of [...kept].sort((a, b) => b - a)) {
    kept.delete(leaf)
    if (!forced()) kept.add(leaf)
  }
  return [...kept].sort((a, b) => a - b)
}

/** Leaves that make `tree` answer `wanted`, which it does. */
function supporting(tree: Tree, answers: readonly Membership[], wanted: Membership): readonly number[] {
  switch (tree.kind) {
    case 'leaf': return [tree.leaf]
    case 'not': return supporting(tree.of, answers, opposite(wanted))
    default: {
      const ruler = tree.kind === 'all' ? NO : YES
      if (wanted !== ruler) return tree.of.flatMap((part) => supporting(part, answers, wanted))
      const deciding = tree.of.filter((part) => answerOf(part, (leaf) => answers[leaf]!) === ruler).map((part) => new Set(supporting(part, answers, ruler)))
      return [...deciding.reduce((least, one) => (one.size < least.size ? one : least))]
    }
  }
}

/** Leaves of an unknown tree that are unknown themselves and matter, ascending. */
export function openLeaves(tree: Tree, answers: readonly Membership[]): readonly number[] {
  const open = new Set<number>()
  const look = (part: Tree): void => {
    if (answerOf(part, (leaf) => answers[leaf]!) !== UNKNOWN) return
    if (part.kind === 'leaf') open.add(part.leaf)
    else if (part.kind === 'not') look(part.of)
    else part.of.forEach(look)
  }
  look(tree)
  return [...open].sort((a, b) => a - b)
}
