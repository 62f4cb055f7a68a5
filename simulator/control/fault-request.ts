// Faults as they are asked for over HTTP: what is named changes, what is not stays, `reset` ends them all.
import type { Faults } from '../store/faults.ts'
import { noFaults } from '../store/faults.ts'
import { Refused } from '../store/refused.ts'

type Fields = Readonly<Record<string, unknown>>

export function changeFaults(faults: Faults, body: Fields): void {
  if (body['reset'] === true) {
    const none = noFaults()
    Object.assign(faults.webhooks, none.webhooks)
    Object.assign(faults.api, none.api)
    faults.totalsLagMs = none.totalsLagMs
  }
  for (const [name, value] of Object.entries(fields(body['webhooks'], 'webhooks'))) {
    switch (name) {
      case 'lose': faults.webhooks.lose = share(value, name); break
      case 'twice': faults.webhooks.twice = share(value, name); break
      case 'delayMs': faults.webhooks.delayMs = value === null ? null : range(value, name); break
      case 'shuffle': faults.webhooks.shuffle = flag(value, name); break
      case 'hold': faults.webhooks.hold = flag(value, name); break
      default: throw new Refused(`there is no webhook fault ${name}`)
    }
  }
  for (const [name, value] of Object.entries(fields(body['api'], 'api'))) {
    switch (name) {
      case 'status': faults.api.status = value === null ? null : status(value); break
      case 'throttle': faults.api.throttle = share(value, name); break
      case 'slowMs': faults.api.slowMs = amount(value, name); break
      case 'cut': faults.api.cut = share(value, name); break
      case 'customerData': faults.api.customerData = customerData(value); break
      default: throw new Refused(`there is no API fault ${name}`)
    }
  }
  if (body['totalsLagMs'] !== undefined) faults.totalsLagMs = amount(body['totalsLagMs'], 'totalsLagMs')
}

function fields(value: unknown, name: string): Fields {
  if (value === undefined) return {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refused(`${name} is not an object`)
  return value as Fields
}

function customerData(value: unknown): Faults['api']['customerData'] {
  if (value !== 'approved' && value !== 'level1' && value !== 'none') throw new Refused('customerData is approved, level1 or none')
  return value
}

function amount(value: unknown, name: string): number {
  if (typeof value !== 'number' || !(value >= 0) || !Number.isFinite(value)) throw new Refused(`${name} is not a number from 0`)
  return value
}

function share(value: unknown, name: string): number {
  const number = amount(value, name)
  if (number > 1) throw new Refused(`${name} is not a probability`)
  return number
}

function flag(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw new Refused(`${name} is not true or false`)
  return value
}

function range(value: unknown, name: string): [number, number] {
  const [low, high] = Array.isArray(value) ? (value as unknown[]) : [value, value]
  const bounds: [number, number] = [Math.floor(amount(low, name)), Math.floor(amount(high, name))]
  if (bounds[0] > bounds[1]) throw new Refused(`${name} ends before it begins`)
  return bounds
}

function status(value: unknown): { code: number; p: number } {
  const { code, p } = fields(value, 'status')
  const number = amount(code, 'status.code')
  if (!Number.isInteger(number) || number < 400 || number > 599) throw new Refused('status.code is not an HTTP error')
  return { code: number, p: share(p ?? 1, 'status.p') }
}
