// customer.tags_added and customer.tags_removed: the gid only, the tags that changed, the instant.
import { gid } from '../store/gid.ts'
import { utcStamp } from './stamp.ts'

export const tagsPayload = (customerId: number, tags: readonly string[], at: number) => ({ customerId: gid('Customer', customerId), tags, occurredAt: utcStamp(at) })
