// Events up to some date, asked for without a beginning: that finds whoever ever had one, though those who stopped are often meant.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import { parameterOf } from './legacy.ts'
import type { Condition, Given, Meaning } from './meaning.ts'
import { printCondition } from './print.ts'
import { say } from './problem.ts'
import type { Report, Span } from './problem.ts'
import type { Clause, Expression } from './syntax.ts'

type Events = Extract<Condition, { kind: 'function' }>

/** With one of these, which event is meant is said in another way. */
const NAMING_ONE: ReadonlySet<string> = new Set(['year', 'months_ago', 'nth', 'nth_latest'])

/** `meaning` is what `tree` means. Silent where another condition of the rule says what there is, or is not, since. */
export function lintOlder(tree: Expression, meaning: Meaning, report: Report): void {
  const found = { older: [] as { readonly clause: Clause; readonly events: Events }[], recent: new Set<EventFunction>(), lastOrder: false }
  look(tree, meaning, false)
  for (const { clause, events } of found.older) {
    const orders = events.of.events === 'orders' || events.of.events === 'lines'
    if (!found.recent.has(events.of) && !(orders && found.lastOrder)) report(placeOf(clause, events.of), wordingFor(events))
  }

  function look(written: Expression, part: Meaning, negated: boolean): void {
    if (part.kind === 'and' || part.kind === 'or') {
      if (written.kind === part.kind) written.of.forEach((one, at) => { look(one, part.of[at]!, negated) })
    } else if (part.kind === 'not') {
      if (written.kind === 'not') look(written.of, part.of, !negated)
    } else if (part.kind === 'field') found.lastOrder ||= part.field.name === 'last_order_date'
    else if (part.kind === 'function' && written.kind === 'clause') {
      if (part.parameters.some((one) => isDate(one) && one.test.kind === 'range' && one.test.from)) found.recent.add(part.of)
      if (part.negated === negated && asksOlder(part)) found.older.push({ clause: written, events: part })
    }
  }
}

function asksOlder({ parameters }: Events): boolean {
  return parameters.some(isOlder) && parameters.every((one) => isDate(one) || !(NAMING_ONE.has(one.parameter.name) || mayBeNone(one)))
}

function isDate({ parameter }: Given): boolean {
  return parameter.name === 'date'
}

/** Up to a day that is past, whenever it began. */
function isOlder(one: Given): boolean {
  const { test, negated } = one
  if (!isDate(one) || negated || test.kind !== 'range' || test.from || test.to?.value.kind !== 'moment') return false
  const { moment } = test.to.value
  return moment.kind === 'offset' ? moment.count < 0 : moment.kind !== 'duration' || moment.ms < 0
}

/** A sum or number that customers without any such event may have. */
function mayBeNone({ parameter: { reads }, test, negated }: Given): boolean {
  return reads !== null && 'of' in reads && (negated || test.kind !== 'range' || test.from === null)
}

function placeOf({ call, start, end }: Clause, of: EventFunction): Span {
  return call?.arguments.find((argument) => parameterOf(argument, of)?.name === 'date') ?? { start, end }
}

function wordingFor({ of, parameters }: Events): ReturnType<typeof say.onlyUntil> {
  const since = parameters.filter(({ parameter: { reads } }) => reads === null || !('of' in reads)).map((one): Given => {
    const { test } = one
    return isOlder(one) && test.kind === 'range' && test.to ? { ...one, test: { kind: 'range', from: { value: test.to.value, inclusive: !test.to.inclusive }, to: null } } : one
  })
  return say.onlyUntil(printCondition({ kind: 'function', of, negated: true, parameters: since }))
}
