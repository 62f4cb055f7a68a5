// Dates and the shop's calendar, around midnights and hours of Berlin's day of 25 hours, 25 October 2026, and its end of March.
import type { Facts } from '#tests/core/evaluate/ask.ts'
import { listed, said } from '#tests/core/meaning/functions-question.ts'
import type { Question } from '#tests/core/meaning/functions-question.ts'

/** Customers with one event each, at these instants. */
export function calendar(event: (at: number) => Facts): readonly Question[] {
  const events = (...instants: readonly string[]): readonly Facts[] => instants.map((instant) => event(Date.parse(instant)))
  return [
    {
      parameter: 'date',
      customers: [...events('2026-10-24T23:59:59.999+02:00', '2026-10-25T00:00:00+02:00', '2026-10-25T23:59:59.999+01:00', '2026-10-26T00:00:00+01:00'), {}],
      rows: [
        said('= 2026-10-25', 'no yes yes no no'), said('!= 2026-10-25', 'yes no no yes no'), said('> 2026-10-25', 'no no no yes no'), said('>= 2026-10-25', 'no yes yes yes no'),
        said('< 2026-10-25', 'yes no no no no'), said('<= 2026-10-25', 'yes yes yes no no'), said('BETWEEN 2026-10-25 AND 2026-10-25', 'no yes yes no no'),
        said('NOT BETWEEN 2026-10-25 AND 2026-10-25', 'yes no no yes no'), said('BETWEEN 2026-10-24 AND 2026-10-25', 'yes yes yes no no'), said('BETWEEN 2026-10-26 AND 2026-10-25', 'no no no no no'),
        said('= -28d', 'no yes yes no no'), said('!= -4w', 'yes no no yes no'), said('> -28d', 'no no no yes no'), said('>= -4w', 'no yes yes yes no'), said('< -28d', 'yes no no no no'),
        said('<= -4w', 'yes yes yes no no'), said('BETWEEN -28d AND today', 'no yes yes yes no'), said('NOT BETWEEN -29d AND -28d', 'no no no yes no'),
        said('>= 2026-10-25T00:00:00', 'no yes yes yes no'), said('< 2026-10-25T23:59:59', 'yes yes no no no'), said('= 2026-10-25T00:00:00', 'no yes no no no'),
        // By the clock: 660 hours before noon of 22 November is midnight of 26 October, 685 that of the day before.
        said('>= -660h', 'no no no yes no'), said('>= -685h', 'no yes yes yes no'), said('< -685h', 'yes no no no no'),
      ],
    },
    { parameter: 'hour', customers: [...events('2026-10-25T01:59:59.999+02:00', '2026-10-25T02:00:00+02:00', '2026-10-25T03:00:00+01:00'), {}], rows: listed('1', '2', '3') },
    { parameter: 'hour', customers: [...events('2026-03-29T01:59:59.999+01:00', '2026-03-29T03:00:00+02:00', '2026-03-29T04:00:00+02:00'), {}], rows: listed('1', '3', '4') },
    { parameter: 'day', customers: [...events('2026-10-24T23:59:59.999+02:00', '2026-10-25T23:59:59.999+01:00', '2026-10-26T00:00:00+01:00'), {}], rows: listed('24', '25', '26') },
    { parameter: 'day', customers: [...events('2024-02-28T23:59:59.999+01:00', '2024-02-29T00:00:00+01:00', '2024-03-30T00:00:00+01:00'), {}], rows: listed('28', '29', '30') },
    { parameter: 'weekday', customers: [...events('2026-10-23T23:59:59.999+02:00', '2026-10-24T00:00:00+02:00', '2026-10-25T23:59:59.999+01:00'), {}], rows: listed('5', '6', '7') },
    { parameter: 'month', customers: [...events('2024-02-29T23:59:59.999+01:00', '2026-03-31T23:59:59.999+02:00', '2026-04-01T00:00:00+02:00'), {}], rows: listed('2', '3', '4') },
    { parameter: 'year', customers: [...events('2023-12-31T23:59:59.999+01:00', '2024-12-31T23:59:59.999+01:00', '2025-01-01T00:00:00+01:00'), {}], rows: listed('2023', '2024', '2025') },
    // Today is 22 November 2026. A month begins at the shop's midnight, in summer two hours before that of UTC.
    { parameter: 'months_ago', customers: [...events('2026-11-01T00:00:00+01:00', '2026-10-31T23:59:59.999+01:00', '2026-09-30T23:59:59.999+02:00'), {}], rows: listed('0', '1', '2') },
    { parameter: 'months_ago', customers: [...events('2026-10-01T00:00:00+02:00', '2026-09-01T00:00:00+02:00', '2026-08-31T23:59:59.999+02:00'), {}], rows: listed('1', '2', '3') },
    { parameter: 'months_ago', customers: [...events('2023-12-01T00:00:00+01:00', '2023-11-30T23:59:59.999+01:00', '2023-10-31T23:59:59.999+01:00'), {}], rows: listed('35', '36', '37') },
  ]
}
