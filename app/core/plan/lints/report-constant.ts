// Says of a whole rule that it matches nobody, or everybody, at the conditions that make it so.
import { conflictIn } from './conflict.ts'
import type { Part } from './part.ts'
import type { Inquiry } from './inquiry.ts'
import { quote, say } from './say.ts'

/** The rule, or a part that decides it, holds of no customer. */
export function reportNever(rule: Part, inquiry: Inquiry): void {
  const [first, second] = rule.joint === 'and' ? (conflictIn(rule, inquiry) ?? []) : []
  if (first && second) inquiry.say(second.place, say.neverBoth(quote(inquiry.text, first.place), quote(inquiry.text, second.place)))
  else if (first) reportNever(first, inquiry)
  else if (rule.joint === null) inquiry.say(rule.place, say.neverOne(quote(inquiry.text, rule.place)), rule.place)
  else inquiry.say(rule.place, say.neverAll())
}

/** The rule, or a part that decides it, holds of every customer. */
export function reportAlways(rule: Part, inquiry: Inquiry): void {
  const [first, second] = rule.joint === 'or' ? (conflictIn(rule, inquiry) ?? []) : []
  if (first && second) inquiry.say(second.place, say.alwaysEither(quote(inquiry.text, first.place), quote(inquiry.text, second.place)))
  else if (first) reportAlways(first, inquiry)
  else inquiry.say(rule.place, say.always(), rule.joint === null ? rule.place : null)
}
