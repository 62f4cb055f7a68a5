// What can be known of a customer: for each property the cells they may be in, and how one property tells of another.
import { axisOf } from './axis.ts'
import type { Cells } from './cells.ts'
import { allImply, isEmpty, isNarrower } from './filter.ts'
import type { Formula, NumberQuestion, Question } from './question.ts'

/** Cells a customer may be in, by axis; properties that nothing is known of are left out. */
export type Known = ReadonlyMap<number, Cells>

/** Tests joined by AND and OR, each a set of cells of one axis. */
export type Bound =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Bound[] }
  | { readonly kind: 'cells'; readonly axis: number; readonly cells: Cells }

export interface World {
  /** By axis: every cell that is possible. */
  readonly full: readonly Cells[]
  /** By axis: the relations it takes part in. */
  readonly relations: readonly (readonly Relation[])[]
  readonly bind: (formula: Formula) => Bound
}

/** Something in `above` wherever there is something in `below`; when `counted`, at least as many. */
export interface Relation {
  readonly below: number
  readonly above: number
  readonly counted: boolean
}

/** Beyond this many properties no relations between them are looked for. */
const MOST_RELATED = 30

/** The world of all questions in some formulas. */
export function worldOf(formulas: readonly Formula[]): World {
  const groups = new Map<string, Question[]>()
  formulas.forEach((formula) => gather(formula, groups))
  shareCuts(groups)
  const properties = [...groups].flatMap(([key, questions]) => propertiesOf(key, questions))
  const at = new Map(properties.map(({ key }, index) => [key, index]))
  const bind = (formula: Formula): Bound => {
    if (formula.kind !== 'ask') return { kind: formula.kind, of: formula.of.map(bind) }
    const axis = at.get(formula.question.key) ?? at.get(JSON.stringify(formula.question))!
    const { full, yes } = properties[axis]!
    const cells = yes(formula.question)
    return { kind: 'cells', axis, cells: formula.negated ? full & ~cells : cells }
  }
  return { full: properties.map(({ full }) => full), relations: relationsOf(properties), bind }
}

interface Property {
  readonly key: string
  /** One of the questions about it. */
  readonly question: Question
  readonly full: Cells
  readonly yes: (question: Question) => Cells
}

function gather(formula: Formula, groups: Map<string, Question[]>): void {
  if (formula.kind !== 'ask') {
    formula.of.forEach((part) => gather(part, groups))
    return
  }
  const group = groups.get(formula.question.key)
  if (group) group.push(formula.question)
  else groups.set(formula.question.key, [formula.question])
}

/** Counts of events that may be compared with one another are cut at the same numbers, so that their cells are the same. */
function shareCuts(groups: Map<string, Question[]>): void {
  const counts = [...groups.values()].filter(([first]) => first!.kind === 'number' && first!.counts)
  if (counts.length < 2) return
  const all = counts.flat() as NumberQuestion[]
  for (const group of counts) {
    const { key } = group[0]!
    group.push(...all.filter((question) => question.key !== key).map((question) => ({ ...question, key })))
  }
}

/** Where the questions of a property cannot be held against each other, each is a property of its own. */
function propertiesOf(key: string, questions: readonly Question[]): readonly Property[] {
  const [question] = questions
  const axis = axisOf(questions)
  if (!axis) return [...new Map(questions.map((one) => [JSON.stringify(one), one]))].map(([own, one]) => ({ key: own, question: one, full: 3n, yes: () => 2n }))
  const none = question!.kind === 'number' && question!.counts && isEmpty(question!.counts)
  // Of events that cannot be there, the count is 0: the lowest cell.
  return [{ key, question: question!, full: none ? axis.full & -axis.full : axis.full, yes: axis.yes }]
}

function relationsOf(properties: readonly Property[]): readonly (readonly Relation[])[] {
  const relations = properties.map((): Relation[] => [])
  const telling = properties.flatMap(({ question }, index) => (question.within !== undefined || question.finds || (question.kind === 'yes' && question.address) ? [index] : []))
  if (telling.length > MOST_RELATED) return relations
  for (const below of telling) {
    for (const [above, { key, question }] of properties.entries()) {
      if (below === above) continue
      const relation = related(properties[below]!.question, key, question)
      if (!relation) continue
      const found: Relation = { below, above, counted: relation === 'counted' }
      relations[below]!.push(found)
      relations[above]!.push(found)
    }
  }
  return relations
}

function related(below: Question, key: string, above: Question): 'counted' | 'found' | null {
  if (below.within === key) return 'found'
  if (below.kind === 'yes' && below.address && above.kind === 'yes' && above.address) return allImply(below.address, above.address) ? 'found' : null
  if (above.kind !== 'number' || !above.counts) return null
  const { counts } = above
  if (below.kind === 'number' && below.counts) return isNarrower(below.counts, counts) ? 'counted' : null
  return below.finds?.some((filter) => isNarrower(filter, counts)) ? 'found' : null
}
