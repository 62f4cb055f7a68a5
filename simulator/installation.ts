// The one app this store knows: its keys, its addresses, what it subscribes to, and whether it is installed.
import type { Subscription } from './webhooks/subscriptions.ts'

export interface WorldConfig {
  readonly apiKey: string
  readonly apiSecret: string
  /** Where webhooks go, and the base of relative addresses in the app's configuration. */
  readonly appUrl: string
  /** Webhooks go here instead, if given: the same paths on another origin. */
  readonly webhookUrl?: string
  /** This process as others reach it: bulk results and staged uploads carry it. */
  readonly origin: string
  readonly apiVersion: string
  readonly subscriptions: readonly Subscription[]
  /** What the app asks for; granted on install. */
  readonly scopes: readonly string[]
}

/** Whether the app is installed; each uninstall raises the generation, and tokens of an older one are dead. */
export interface Installation { installed: boolean; generation: number; scopes: string[] }
