import { expect, test } from 'vitest'
import { RuleSuggestions } from '#app/components/segments/rule-suggestions.tsx'
import { render, textOf } from './render.tsx'

const nothing = () => undefined

test('what may come next is offered as buttons that say what they mean', () => {
  const html = render(<RuleSuggestions rule="number_of_orders > 3 AND cust" cursor={29} store={{}} onChoose={nothing} />)
  expect(textOf(html)).toContain('customer_tags')
  expect(html).toContain('aria-label="customer_tags: tags they carry"')
  expect(textOf(html)).not.toContain('number_of_orders')
})

test('where nothing can be offered nothing is shown', () => {
  expect(textOf(render(<RuleSuggestions rule="number_of_orders > " cursor={19} store={{}} onChoose={nothing} />))).toBe('')
})
