// The plans a shop can be on.
import type { Plan } from './model.ts'

const plans: readonly string[] = ['standard', 'advanced', 'plus', 'enterprise'] satisfies Plan[]

export const isPlan = (text: string): text is Plan => plans.includes(text)
