// What the engine thread answers. Blocks and evaluation live behind this; callers never see a column.
import type { Cuts } from '#app/core/evaluate/cut-points.ts'
import type { Step } from '#app/core/evaluate/backtest-points.ts'
import type { Answer } from '#app/core/naive/asked.ts'
import type { AsToday } from '#app/core/plan/as-today.ts'
import type { Work } from '#app/core/progress.ts'
import type { Told } from '#app/core/explain-words/told.ts'
import type { Problem } from '#app/core/segment.ts'

export interface EvaluatedRow {
  /** Dense customer number. */
  readonly number: number
  /** `facts_version` of the row as it was read. */
  readonly factsVersion: number
  /** Ids of `on` segments this customer belongs to at `now`, ascending. */
  readonly members: readonly number[]
  /** Beside `members`: when each membership ends if nothing new happens, null when never. Only `evaluate` says so. */
  readonly untils?: readonly (number | null)[]
  /** Ids of `on` segments whose answer cannot be known. */
  readonly unknowns: readonly number[]
  /** Earliest instant at which a verdict of an `on` segment differs; null when never. */
  readonly dueAt: number | null
  /** Flips that the passing of time brought since the stored `due_at`, oldest first, each at its exact instant. */
  readonly flips: readonly { readonly segment: number; readonly at: number; readonly entered: boolean }[]
}

export interface Evaluated {
  readonly rulesVersion: number
  /** Segments that were evaluated (state on), and those whose stored membership is frozen (state paused). */
  readonly on: readonly number[]
  readonly paused: readonly number[]
  /** By segment, those that are on and ask when customers entered or left it. */
  readonly askers: ReadonlyMap<number, readonly number[]>
  readonly rows: readonly EvaluatedRow[]
  /** Of customers asked by name; a walk over everyone costs one evaluation of each. */
  readonly work: Work
}

/** A stretch of a walk over everyone. */
export interface Stretch extends Evaluated {
  /** The highest number it looked at, to go on from; null when nobody is left. */
  readonly through: number | null
}

export interface StretchRequest {
  readonly shop: number
  /** Of the backfill: answers are kept for one and the same. */
  readonly run: number
  /** 0 begins a walk. */
  readonly after: number
  /** Customers answered for, not looked at. */
  readonly limit: number
  readonly now: number
  /** Segments whose members, and those who carry its tag as ours, are answered for although nothing changed for them: `BackfillProgress.retagged`. */
  readonly retagged: readonly number[]
}

export interface Preview {
  readonly problems: readonly Problem[]
  /** Customers of the shop. */
  readonly total: number
  readonly count: number
  readonly unknown: number
  /** Against the stored membership of the segment being edited; all of `count` join when there is none. */
  readonly joining: number
  readonly leaving: number
  /** Up to 20 customer numbers each. */
  readonly sample: { readonly members: readonly number[]; readonly joining: readonly number[]; readonly leaving: readonly number[] }
}

/** A number of customers told from a sample: between `from` and `to` at 95 % confidence. */
export interface Range {
  readonly about: number
  readonly from: number
  readonly to: number
}

/** The numbers of a `Preview`, from a sample. */
export type Estimate = Readonly<Record<'total' | 'count' | 'unknown' | 'joining' | 'leaving', Range>>

export interface Backtest {
  readonly problems: readonly Problem[]
  /** What of the past was taken as it is today. */
  readonly asToday: readonly AsToday[]
  /** Oldest first: at the start of each of the shop's days or weeks, and last at the end. `entered` and `left` since the one before. */
  readonly sizes: readonly Readonly<Record<'at' | 'members' | 'unknown' | 'entered' | 'left' | 'customers', number>>[]
}

/** Cut points as the shop's facts make them now. */
export interface CutsMade extends Cuts {
  /** ISO 4217, of the spend. */
  readonly currency: string
  /** Ids of the `on` segments that are held against them, ascending. */
  readonly segments: readonly number[]
}

/** A stored membership of an `on` segment that is not what the naive path answers. */
export interface Disagreement {
  /** Dense customer number. */
  readonly number: number
  readonly segment: number
  readonly stored: Answer
  readonly expected: Answer
}

export interface Audited {
  readonly rulesVersion: number
  /** The last customer looked at, compared or passed over; null when there are none beyond. */
  readonly last: number | null
  /** Memberships compared, a customer and a segment each. */
  readonly checks: number
  readonly disagreements: readonly Disagreement[]
  /** Customers whom the naive path could not answer for, and why. */
  readonly faults: readonly { readonly number: number; readonly why: string }[]
}

export interface Explained {
  /** Of a rule that was typed. */
  readonly problems: readonly Problem[]
  /** One a rule that was asked about, segments ascending; none when there is no such customer. */
  readonly rules: readonly ExplainedRule[]
}

export interface ExplainedRule extends Told {
  /** Null for a rule that is no segment yet. */
  readonly segment: number | null
}

export interface Engine {
  /** Makes ready ahead of the first question: starting the thread takes longer than answering. */
  wake(): void
  /** Verdicts of the named customers from the facts as they stand in the database. Deleted rows answer with no memberships. */
  evaluate(request: { readonly shop: number; readonly numbers: readonly number[]; readonly now: number }): Promise<Evaluated>
  /**
   * From the cached block of the whole shop, the next customers above `after` for whom something else stands than would be answered:
   * another membership, another `dueAt`, or verdicts older than their facts. Only for who holds the lease on the shop's memberships.
   */
  evaluateNext(request: StretchRequest): Promise<Stretch>
  preview(request: { readonly shop: number; readonly rule: string; readonly segment: number | null; readonly now: number }): Promise<Preview>
  /** What a preview would answer, at once; null when it will be as quick, or when only it can tell. */
  estimate(request: { readonly shop: number; readonly rule: string; readonly segment: number | null; readonly now: number }): Promise<Estimate | null>
  /** How many a rule would have held from `from` (by default the store's first order, and at most five years of days) to `to` (by default now). */
  backtest(request: {
    readonly shop: number
    readonly rule: string
    readonly segment: number | null
    readonly from?: number | null
    readonly to?: number
    readonly step: Step
    readonly now: number
  }): Promise<Backtest>
  /**
   * Why one customer is in or not, from the facts as they stand in the database: by `rule`, as if it were that of `segment`; without a rule, by that of
   * `segment`; without either, by each that is on. What cannot be read, or not be tied to the others, is not told.
   */
  explain(request: { readonly shop: number; readonly number: number; readonly segment: number | null; readonly rule: string | null; readonly now: number }): Promise<Explained>
  /** Null when no rule asks for any. */
  cutPoints(request: { readonly shop: number; readonly now: number }): Promise<CutsMade | null>
  /** Members of a segment by stored membership, ascending, above `after`. */
  members(request: { readonly shop: number; readonly segment: number; readonly after: number; readonly limit: number }): Promise<readonly number[]>
  /**
   * Stored memberships of the next `limit` customers above `after` against the naive path, slowly. Whoever is behind is passed over. Null while
   * everyone is: before the first walk over the shop, and while one is under way or due.
   */
  audit(request: { readonly shop: number; readonly after: number; readonly limit: number; readonly now: number }): Promise<Audited | null>
  close(): Promise<void>
}
