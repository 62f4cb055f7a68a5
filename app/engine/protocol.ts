// What crosses between the main thread and the engine thread: numbered requests, and one reply each.
import type { Engine } from '#app/engine/engine.ts'

export type EngineCalls = {
  [Name in Exclude<keyof Engine, 'wake' | 'close'>]: {
    readonly request: Parameters<Engine[Name]>[0]
    readonly answer: Awaited<ReturnType<Engine[Name]>>
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
