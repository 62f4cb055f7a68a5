// Numbers that rules test, as whole steps: minor units, pieces, halves of a day; and the decimal text of so many steps.
import { decimalsOf } from '#app/core/money.ts'
import type { Value } from '#app/core/explain/explanation.ts'
import type { HavingOf, Metric, NumberColumn } from '#app/core/plan/plan.ts'

export interface Scale {
  /** Decimal text of so many steps. */
  readonly text: (steps: number) => string
  readonly value: (steps: number) => Value
}

export function moneyScale(currency: string): Scale {
  return { text: decimal(decimalsOf(currency)), value: (amount) => ({ kind: 'money', amount }) }
}

const counted = (of: Extract<Value, { kind: 'count' }>['of']): Scale => ({ text: String, value: (count) => ({ kind: 'count', of, count }) })
const share: Scale = { text: decimal(3), value: (steps) => ({ kind: 'share', value: steps / 1000 }) }
const ratio: Scale = { text: decimal(2), value: (steps) => ({ kind: 'ratio', value: steps / 100 }) }
const halfDays: Scale = { text: (steps) => (steps % 2 === 0 ? String(steps / 2) : `${(steps - 1) / 2}.5`), value: (steps) => ({ kind: 'days', value: steps / 2 }) }
export const scores: Scale = { text: String, value: (value) => ({ kind: 'score', value }) }

export function scaleOfColumn(column: NumberColumn, currency: string): Scale {
  return column === 'numberOfOrders' ? counted('order') : moneyScale(currency)
}

export function scaleOfMetric(metric: Metric, currency: string): Scale {
  switch (metric) {
    case 'ordersCounted': return counted('order')
    case 'distinctProducts': return counted('product')
    case 'refundShare':
    case 'discountShare': return share
    case 'medianDaysBetweenOrders': return halfDays
    case 'overdueRatio': return ratio
    default: return moneyScale(currency)
  }
}

export function scaleOfHaving(of: HavingOf, source: 'orders' | 'lines' | 'refunds' | 'checkouts', currency: string): Scale {
  switch (of) {
    case 'count': return counted(source === 'refunds' ? 'refund' : source === 'checkouts' ? 'checkout' : 'order')
    case 'sumQuantity': return counted('item')
    case 'distinctProducts': return counted('product')
    case 'distinctYears': return counted('year')
    case 'shareOfSpend': return share
    default: return moneyScale(currency)
  }
}

function decimal(decimals: number): (steps: number) => string {
  return (steps) => {
    const digits = String(steps).padStart(decimals + 1, '0')
    return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  }
}
