// Goes through a rule and takes out, one after the other, what changes no answer where it stands. Each removal counts for the next.
import type { Span, Wording } from '#app/core/language/problem.ts'
import type { Answer, Inquiry, Neighbour } from './inquiry.ts'
import { NOTHING, together } from './known.ts'
import { joined } from './part.ts'
import type { Part } from './part.ts'
import { reasonOf } from './reason.ts'
import { removalPlaces } from './removal.ts'
import type { Known } from './world.ts'

/** Reports what can be left out and gives what remains. `known` and `around` are what the part stands among. */
export function review(part: Part, known: Known, around: readonly Neighbour[], inquiry: Inquiry): Part {
  if (part.joint === null) return part
  if (part.joint === 'not') return joined(part.place, 'not', [review(part.of[0]!, known, around, inquiry)])
  return joined(part.place, part.joint, reviewParts(part, known, around, inquiry))
}

function reviewParts({ of, joint }: Part, known: Known, around: readonly Neighbour[], inquiry: Inquiry): readonly Part[] {
  const holds = joint === 'and'
  const idle: Answer = holds ? 'yes' : 'no'
  const before: Known[] = [known]
  for (const [at, part] of of.entries()) before.push(inquiry.beside({ part, holds }, before[at]!) ?? before[at]!)
  const kept: Part[] = []
  const removed: { readonly at: number; readonly wording: Wording; readonly said: Span | null }[] = []
  let after: Known = NOTHING
  for (let at = of.length - 1; at >= 0; at--) {
    const part = of[at]!
    const here = together(before[at]!, after, inquiry.world)
    const answer = here ? inquiry.answer(part, here) : 'open'
    const beside = [...of.slice(0, at), ...kept].map((one): Neighbour => ({ part: one, holds }))
    if (answer === idle && beside.length > 0) {
      removed.push({ at, ...reasonOf(part, beside, around, inquiry) })
      continue
    }
    const rest = here && answer === 'open' ? review(part, here, [...beside, ...around], inquiry) : part
    kept.unshift(rest)
    after = inquiry.beside({ part: rest, holds }, after) ?? after
  }
  const places = removalPlaces(of.map(({ place }) => place), removed.map(({ at }) => at))
  removed.forEach(({ wording, said }, index) => inquiry.say(places[index]!, wording, said))
  return kept
}
