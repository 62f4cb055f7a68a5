// What the engine thread answers. Blocks and evaluation live behind this; callers never see a column.
import type { Cuts } from '#app/core/evaluate/cut-points.ts'
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

/** Cut points as the shop's facts make them now. */
export interface CutsMade extends Cuts {
  /** ISO 4217, of the spend. */
  readonly currency: string
  /** Ids of the `on` segments that are held against them, ascending. */
  readonly segments: readonly number[]
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
  /** Verdicts of the named customers from the facts as they stand in the database. Deleted rows answer with no memberships. */
  evaluate(request: { readonly shop: number; readonly numbers: readonly number[]; readonly now: number }): Promise<Evaluated>
  /** The next `limit` customers with a number above `after`, from the cached block of the whole shop; no rows at the end. */
  evaluateNext(request: { readonly shop: number; readonly after: number; readonly limit: number; readonly now: number }): Promise<Evaluated>
  preview(request: { readonly shop: number; readonly rule: string; readonly segment: number | null; readonly now: number }): Promise<Preview>
  /**
   * Why one customer is in or not, from the facts as they stand in the database: by `rule`, as if it were that of `segment`; without a rule, by that of
   * `segment`; without either, by each that is on. What cannot be read, or not be tied to the others, is not told.
   */
  explain(request: { readonly shop: number; readonly number: number; readonly segment: number | null; readonly rule: string | null; readonly now: number }): Promise<Explained>
  /** Null when no rule asks for any. */
  cutPoints(request: { readonly shop: number; readonly now: number }): Promise<CutsMade | null>
  /** Members of a segment by stored membership, ascending, above `after`. */
  members(request: { readonly shop: number; readonly segment: number; readonly after: number; readonly limit: number }): Promise<readonly number[]>
  close(): Promise<void>
}
