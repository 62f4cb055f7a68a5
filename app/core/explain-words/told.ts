// An explanation in the words of the sentence maker: what a merchant reads beside a customer.
import type { Zone } from '#app/core/calendar/zone.ts'
import { YES, NO } from '#app/core/evaluate/verdict.ts'
import type { Change, Explanation, GapReason, Hindrance, Reason, Turn } from '#app/core/explain/explanation.ts'
import type { SpokenRule } from '#app/core/explain-words/clauses.ts'
import { instantWords } from '#app/core/explain-words/instant-words.ts'
import { countWords, moneyWords, valueWords } from '#app/core/explain-words/value-words.ts'
import { OPENING, sentenceOf } from '#app/core/language/sentence/sentence.ts'

export interface Told {
  /** Null when it cannot be known. */
  readonly member: boolean | null
  /** When the answer differs if nothing new happens, in milliseconds; null when never. */
  readonly until: number | null
  /** What it is then; null when it cannot be known, or never differs. */
  readonly then: boolean | null
  /** One line: the reason they are in, what would bring them in, or what is not known. */
  readonly summary: string
  /** Clauses that together force the answer. */
  readonly reasons: readonly string[]
  /** What would bring them in, the least first. */
  readonly changes: readonly string[]
  /** What stands in the way of a customer that nothing brings in. */
  readonly obstacles: readonly string[]
  /** What cannot be known, and why. */
  readonly gaps: readonly string[]
}

export interface Telling {
  readonly zone: Zone
  readonly currency: string
  /** The instant asked about. */
  readonly now: number
  /** Why a clause is open that nobody has answered, where no store can be asked. */
  readonly unanswered?: string
}

const HINDRANCES: Readonly<Record<Hindrance, string>> = {
  done: 'no further order changes that',
  event: 'no order changes that, only a refund or an abandoned checkout',
  frozen: 'that follows from what is recorded of another segment',
  crowd: 'that is a place among all customers, and moves with the others',
  shopify: 'only Shopify can say when that changes',
  together: 'that is not possible together with the rest of the rule',
}

const GAPS: Readonly<Record<GapReason, string>> = {
  'history': 'orders from before the readable history may be missing',
  'products': 'the products are not synced yet',
  'metafield': 'this metafield is not read from the store yet',
  'shopify': 'Shopify has not answered this lately',
  'cut points': 'what customers are ranked by is not worked out yet',
  'segment': 'the segment it names does not exist',
  'postcode': 'only the beginning of postcodes is kept',
}

export function told(explanation: Explanation, rule: SpokenRule, telling: Telling): Told {
  const speaker = new Speaker(rule, telling)
  const { answer, until, then, unborn } = explanation
  const reasons = unborn ? ['The customer did not exist yet.'] : explanation.because.map((reason) => speaker.reason(reason))
  const changes = explanation.changes.map((change) => speaker.change(change))
  const obstacles = explanation.obstacles.map(({ clause, holds, why }) => `They would have to be customers who ${speaker.clause(clause, holds)}: ${HINDRANCES[why]}.`)
  const gaps = explanation.gaps.map(({ clause, why }) => `Whether they ${speaker.clause(clause, true)} is not known: ${why === 'shopify' ? (telling.unanswered ?? GAPS[why]) : GAPS[why]}.`)
  const first = answer === YES ? reasons : answer === NO ? (changes.length > 0 ? changes : obstacles) : gaps
  return {
    member: saidOf(answer), until: until === Infinity ? null : until, then: then === null ? null : saidOf(then),
    summary: first[0] ?? reasons[0] ?? WITHOUT_REASON[answer], reasons, changes, obstacles, gaps,
  }
}

const WITHOUT_REASON = ['The rule is never true.', 'The rule is true of everybody.', 'Whether the rule is true cannot be known.'] as const

const saidOf = (answer: 0 | 1 | 2): boolean | null => (answer === YES ? true : answer === NO ? false : null)

class Speaker {
  readonly #rule: SpokenRule
  readonly #telling: Telling

  constructor(rule: SpokenRule, telling: Telling) {
    this.#rule = rule
    this.#telling = telling
  }

  /** As what customers do: "have spent at least €500". */
  clause(clause: number, holds: boolean): string {
    const { condition } = this.#rule.spoken[clause]!
    return sentenceOf(holds ? condition : { kind: 'not', of: condition }, { currency: this.#telling.currency }).slice(OPENING.length)
  }

  reason({ clause, holds, value, until }: Reason): string {
    const { zone } = this.#telling
    const { via } = this.#rule.spoken[clause]!
    const where = via.length > 0 ? ` (by “${via.join('” and “')}”)` : ''
    const has = value === null ? '' : `: ${valueWords(value, this.#telling)}`
    return `They ${this.clause(clause, holds)}${where}${has}${until === Infinity ? '' : `, until ${instantWords(zone, until)}`}.`
  }

  change({ turns, edits, orders, at, before }: Change): string {
    const { zone, currency, now } = this.#telling
    const become = (by: readonly Turn['by'][]): string => turns.filter((turn) => by.includes(turn.by)).map(({ clause, holds }) => this.clause(clause, holds)).join(' and ')
    const edited = become(['edits'])
    const rest = become(['orders', 'time'])
    const end = before === null ? '' : ` before ${instantWords(zone, before)}`
    const then = rest === '' ? '' : `: then they ${rest}`
    const besides = edits.length === 0 || edited === '' ? '' : `, if they ${edited} as well`
    if (orders !== null) {
      const { count, amount } = orders
      const of = amount === 0 ? '' : ` of ${moneyWords(amount, currency)}${count > 1 ? ' each' : ''}`
      return `${countWords(count, 'more order')}${of}${end} would bring them in${besides}${then}.`
    }
    if (edits.length === 0) return `On ${instantWords(zone, at)} they come in by themselves${then}.`
    return at === now ? `They would come in if they ${become(['edits', 'time'])}${end}.` : `On ${instantWords(zone, at)} they would come in${edited === '' ? '' : ` if by then they ${edited}`}${then}.`
  }
}
