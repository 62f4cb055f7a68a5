// Subscribing and unsubscribing, by mail and by text message.
import type { ConsentState, Customer } from '../store/model.ts'
import { customerPayload } from '../webhooks/customer-payload.ts'
import { emailConsentPayload, smsConsentPayload } from '../webhooks/consent-payload.ts'
import type { World } from '../world.ts'
import { touch } from './customers.ts'

export function setEmailConsent(world: World, customer: Customer, state: ConsentState): void {
  customer.emailConsent = { state, at: world.clock.stamp() }
  tell(world, customer, 'customers_email_marketing_consent/update', emailConsentPayload(world.store, customer))
}

export function setSmsConsent(world: World, customer: Customer, state: ConsentState): void {
  customer.smsConsent = { state, at: world.clock.stamp() }
  tell(world, customer, 'customers_marketing_consent/update', smsConsentPayload(world.store, customer))
}

function tell(world: World, customer: Customer, topic: string, payload: unknown): void {
  touch(world, customer)
  const event = world.webhooks.newEventId()
  world.webhooks.emit(topic, payload, event)
  world.webhooks.emit('customers/update', customerPayload(world.store, customer), event)
}
