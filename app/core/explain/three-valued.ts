// What a tree of leaves says, given what each leaf says, unknown among the answers.
import { NO, UNKNOWN, YES, type Membership } from '#app/core/evaluate/verdict.ts'
import type { Tree } from '#app/core/explain/rule.ts'

export function answerOf(tree: Tree, leaf: (leaf: number) => Membership): Membership {
  switch (tree.kind) {
    case 'leaf': return leaf(tree.leaf)
    case 'not': return opposite(answerOf(tree.of, leaf))
    default: {
      const ruler = tree.kind === 'all' ? NO : YES
      let answer: Membership = tree.kind === 'all' ? YES : NO
      for (const part of tree.of) {
        const one = answerOf(part, leaf)
        if (one === ruler) return ruler
        if (one === UNKNOWN) answer = UNKNOWN
      }
      return answer
    }
  }
}

export function opposite(answer: Membership): Membership {
  return answer === UNKNOWN ? UNKNOWN : answer === YES ? NO : YES
}
