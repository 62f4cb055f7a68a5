// What crosses between the main thread and the engine thread: numbered requests, and one reply each.
import type { Engine, EvaluatedRow, Stretch, StretchRequest } from '#app/engine/engine.ts'
import type { RowColumns } from '#app/engine/row-columns.ts'

/** A stretch as it crosses: `columns` of most customers, `named` those who had to be asked by name. */
export interface PackedStretch extends Omit<Stretch, 'rows'> {
  readonly columns: RowColumns
  readonly named: readonly EvaluatedRow[]
}

/** The engine as the thread has it. */
export interface Service extends Omit<Engine, 'wake' | 'close' | 'evaluateNext'> {
  evaluateNext(request: StretchRequest): Promise<PackedStretch>
}

export type EngineCalls = {
  [Name in keyof Service]: {
    readonly request: Parameters<Service[Name]>[0]
    readonly answer: Awaited<ReturnType<Service[Name]>>
  }
}
export type CallName = keyof EngineCalls

export interface Request<Name extends CallName = CallName> {
  readonly id: number
  readonly name: Name
  readonly request: EngineCalls[Name]['request']
}

export type Reply =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: EngineCalls[CallName]['answer'] }
  | { readonly id: number; readonly kind: 'fault'; readonly message: string }

/** Handed to the thread when it starts. */
export interface EngineSettings {
  readonly databaseUrl: string
  /** Whole-shop blocks beyond this many bytes are let go, the longest unused first. */
  readonly memoryBytes: number
}
