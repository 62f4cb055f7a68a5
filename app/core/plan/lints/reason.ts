// Why a part can be left out, named by the one other condition that makes it so, where there is one.
import type { Span, Wording } from '#app/core/language/problem.ts'
import { conflictIn } from './conflict.ts'
import { NOTHING } from './known.ts'
import type { Part } from './part.ts'
import type { Inquiry, Neighbour } from './inquiry.ts'
import { quote, say } from './say.ts'

/** Naming the reason is a courtesy: no more conditions than these are tried. */
const MOST_TRIED = 100

/** `said` is set where the reason lies in the part alone. */
export function reasonOf(part: Part, beside: readonly Neighbour[], around: readonly Neighbour[], inquiry: Inquiry): { readonly wording: Wording; readonly said: Span | null } {
  const inAnd = beside[0]!.holds
  const idle = inAnd ? 'yes' : 'no'
  const own = quote(inquiry.text, part.place)
  if (inquiry.answer(part, NOTHING) === idle) return { wording: inAnd ? say.alwaysPart(own) : neverPart(part, own, inquiry), said: part.place }
  const decisive = [...beside, ...around].slice(0, MOST_TRIED).find((neighbour) => {
    const known = inquiry.beside(neighbour, NOTHING)
    return known !== null && inquiry.answer(part, known) === idle
  })
  const other = decisive ? quote(inquiry.text, decisive.part.place) : null
  if (inAnd) return { wording: decisive && !decisive.holds ? say.impliedByNot(own, other!) : say.impliedBy(own, other), said: null }
  return { wording: decisive?.holds ? say.neverHere(own, other!) : say.coveredBy(own, other), said: null }
}

function neverPart(part: Part, own: string, inquiry: Inquiry): Wording {
  if (part.joint === null) return say.neverOnePart(own)
  const pair = conflictIn(part, inquiry)?.map(({ place }) => quote(inquiry.text, place))
  return pair?.length === 2 ? say.neverPart(own, pair.join(' and ')) : say.neverPart(own, null)
}
