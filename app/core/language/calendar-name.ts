// English names of months and weekdays, with the numbers that rules are written with.

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The number a name stands for in a parameter of that name, from 1; at least its first three letters. Null when it is none. */
export function calendarNumber(parameter: string, written: string): string | null {
  const names = parameter === 'month' ? months : parameter === 'weekday' ? weekdays : []
  const start = written.trim().toLowerCase().replace(/\.$/, '')
  const at = start.length < 3 ? -1 : names.findIndex((name) => name.startsWith(start))
  return at < 0 ? null : String(at + 1)
}
