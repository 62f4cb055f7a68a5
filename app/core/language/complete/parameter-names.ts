// The names a parameter goes by in each dialect.
import type { EventFunction } from '#app/core/vocabulary/functions.ts'
import type { Parameter } from '#app/core/vocabulary/types.ts'

/** The parameter of that name in either dialect; null when there is none. */
export function parameterNamed(name: string, { parameters }: EventFunction): Parameter | null {
  const base = name === 'since' || name === 'until' ? 'date' : name.replace(/_(?:at_least|at_most|between)$/, '')
  return parameters.find((one) => one.name === name) ?? parameters.find((one) => one.name === base) ?? null
}

export interface Named {
  readonly name: string
  readonly parameter: Parameter
}

/** What can still be given: each parameter once, in the legacy dialect a date by both its ends. */
export function namesLeft({ parameters }: EventFunction, legacy: boolean, given: readonly string[]): readonly Named[] {
  const taken = new Set(given)
  const free = (parameter: Parameter, name = parameter.name): readonly Named[] => (taken.has(name) ? [] : [{ name, parameter }])
  return parameters.flatMap((parameter) => {
    const { name } = parameter
    if (taken.has(name)) return []
    if (!legacy) return free(parameter)
    if (name === 'date') return taken.has('since') || taken.has('until') ? [...free(parameter, 'since'), ...free(parameter, 'until')] : [...free(parameter, 'since'), ...free(parameter, 'until'), ...free(parameter)]
    return parameter.reads && 'of' in parameter.reads ? free(parameter, `${name}_at_least`) : free(parameter)
  })
}
