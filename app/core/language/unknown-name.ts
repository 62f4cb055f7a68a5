// A name that is no filter, with what was probably meant: another filter, a parameter of a question about events, or a metafield.
import { fields } from '#app/core/vocabulary/fields.ts'
import { functionNamed, functions } from '#app/core/vocabulary/functions.ts'
import { misnomers, parameterMisnomers } from '#app/core/vocabulary/misnomers.ts'
import { say } from './problem.ts'
import type { Wording } from './problem.ts'
import { nearest } from './suggest.ts'

const names: readonly string[] = [...fields, ...functions].map(({ name }) => name)

/** `special`: names beside those of the vocabulary. */
export function unknownName(written: string, special: Iterable<string>): Wording {
  const lower = written.toLowerCase()
  // As if the name of the data set were part of it.
  const bare = lower.replace(/^customers?\./, '')
  const misnomer = names.find((name) => name === bare) ?? misnomers.get(bare)
  if (misnomer !== undefined) return say.unknownFilter(written, misnomer)
  const asked = parameterMeant(lower)
  if (asked) return say.parameterAlone(written, asked.of, asked.parameter)
  return say.unknownFilter(written, nearest(written, [...names, ...special]) ?? names.find((name) => name.endsWith(`_${lower}`)) ?? metafieldMeant(written))
}

function parameterMeant(written: string): { readonly of: string; readonly parameter: string } | undefined {
  const [, of, parameter] = /^(.+)\.(\w+)$/.exec(written) ?? []
  if (of !== undefined && parameter !== undefined && functionNamed(of)?.parameters.some(({ name }) => name === parameter)) return { of, parameter }
  const meant = [written, ...(parameterMisnomers.get(written) ?? [])]
  return meant.flatMap((parameter) => functions.filter(({ parameters }) => parameters.some(({ name }) => name === parameter)).map(({ name }) => ({ of: name, parameter })))[0]
}

/** `loyalty.balance`: two names joined by a point can only be a metafield. */
function metafieldMeant(written: string): string | null {
  return /^(?!customer\.|metafields?\.)[\w-]+\.[\w-]+$/.test(written) ? `metafields.${written}` : null
}
