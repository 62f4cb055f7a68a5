// A literal read as a number: amounts, whole numbers within their limits, shares; names of months and weekdays are answered with their number.
import { decimalsOf as decimalsIn } from '#app/core/money.ts'
import type { Subject, ValueType } from '#app/core/vocabulary/types.ts'
import { calendarNumber } from './calendar-name.ts'
import { compareDecimals, decimalsOf, readDecimal } from './decimal.ts'
import { groupedFigure, thousandsMeant } from './grouped.ts'
import type { CheckContext, Value } from './meaning.ts'
import { say } from './problem.ts'
import type { Literal } from './syntax.ts'

/** Null when it is no number its subject can be; the problem is reported. */
export function readNumber(literal: Literal, { type, name }: Subject, { report, currency }: CheckContext): Value | null {
  const number = literal.kind === 'figure' || literal.kind === 'text' ? readDecimal(literal.text) : null
  const thousands = literal.kind === 'figure' ? thousandsMeant(literal.text) : null
  if (number === null) report(literal, misread(literal, type, name))
  else if (type.kind === 'share' && !isShare(number)) report(literal, say.notShare(literal.text, shareOf(number)))
  else if (literal.kind === 'text') report(literal, say.quotedNumber(literal.text))
  else if (type.kind === 'integer' && decimalsOf(number) > 0) report(literal, say.notWhole(literal.text, thousands))
  else if (type.kind === 'integer' && !isWithin(number, type)) report(literal, say.outOfRange(literal.text, name, type.min, type.max))
  else {
    if (type.kind === 'money' && currency !== null && decimalsOf(number) > decimalsIn(currency)) report(literal, say.finerThanCurrency(currency))
    if (thousands !== null && mayBeThousands(number, type, currency)) report(literal, say.pointInThousands(literal.text, number, thousands))
    return { kind: 'number', number }
  }
  return null
}

/** Three decimals are none of most currencies, and those of a round number say nothing. */
function mayBeThousands(number: string, { kind }: ValueType, currency: string | null): boolean {
  return kind === 'money' ? currency === null || decimalsIn(currency) < 3 : decimalsOf(number) === 0
}

function misread({ text }: Literal, type: ValueType, name: string): ReturnType<typeof say.wrongType> {
  const grouped = groupedFigure(text)
  if (grouped !== null) return say.groupedNumber(text, grouped)
  const percent = text.endsWith('%') ? readDecimal(text.slice(0, -1)) : null
  if (type.kind === 'share') return say.notShare(text, percent === null ? null : shareOf(percent))
  if (type.kind === 'decimal') return say.wrongType(text, 'a number such as 2 or 1.5', percent === null ? null : hundredthOf(percent))
  if (type.kind !== 'integer') return say.wrongType(text, 'a number such as 100 or 99.50')
  const meant = calendarNumber(name, text)
  return meant === null ? say.wrongType(text, 'a whole number') : say.calendarName(text, name, meant)
}

function isWithin(number: string, { min, max }: Extract<ValueType, { kind: 'integer' }>): boolean {
  return (min === undefined || compareDecimals(number, String(min)) >= 0) && (max === undefined || compareDecimals(number, String(max)) <= 0)
}

function isShare(number: string): boolean {
  return compareDecimals(number, '0') >= 0 && compareDecimals(number, '1') <= 0
}

/** A number of percent as a share; null where it is none. */
function shareOf(percent: string): string | null {
  return compareDecimals(percent, '0') >= 0 && compareDecimals(percent, '100') <= 0 ? hundredthOf(percent) : null
}

function hundredthOf(percent: string): string | null {
  return readDecimal((Number(percent) / 100).toFixed(decimalsOf(percent) + 2))
}
