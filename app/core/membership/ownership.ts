// Whose a tag on a customer is, and what each event makes of it: one table, so that every pair was thought of.

/**
 * ours: we added it · adopted: it was the merchant's, and is ours by their choice · theirs: the merchant's, as we know for certain ·
 * declined: somebody took it off a member, and that is respected · gone: not ours, and not there as far as we know.
 */
export type Owner = 'ours' | 'adopted' | 'theirs' | 'declined' | 'gone'

export type OwnerEvent =
  /** We asked for it, it was not there before, and it is there now. */
  | 'we-added'
  /** We asked for it to go, and it is gone. */
  | 'we-removed'
  /** It turned out to have been there before we asked. */
  | 'was-theirs'
  /** The merchant gave us the tags of this name that stand. */
  | 'adopted'
  /** Somebody took it off a member, and that is respected. */
  | 'removal-respected'
  /** It is not there, and nobody wants it there; or what was declined is put back, by the merchant or by leaving. */
  | 'let-go'

const table: Readonly<Record<OwnerEvent, Readonly<Record<Owner, Owner>>>> = {
  'we-added': { ours: 'ours', adopted: 'adopted', theirs: 'ours', declined: 'ours', gone: 'ours' },
  'we-removed': { ours: 'gone', adopted: 'gone', theirs: 'theirs', declined: 'declined', gone: 'gone' },
  'was-theirs': { ours: 'theirs', adopted: 'adopted', theirs: 'theirs', declined: 'theirs', gone: 'theirs' },
  'adopted': { ours: 'ours', adopted: 'adopted', theirs: 'adopted', declined: 'adopted', gone: 'adopted' },
  'removal-respected': { ours: 'declined', adopted: 'declined', theirs: 'theirs', declined: 'declined', gone: 'gone' },
  'let-go': { ours: 'gone', adopted: 'gone', theirs: 'theirs', declined: 'gone', gone: 'gone' },
}

export const ownerAfter = (owner: Owner, event: OwnerEvent): Owner => table[event][owner]

/** What we may take away. */
export const isOurs = (owner: Owner): boolean => owner === 'ours' || owner === 'adopted'

/** What an answer says of a tag we asked to add or to remove, `wasThere` when we asked; null when it changes nothing. */
export function eventOf(intent: 'add' | 'remove', wasThere: boolean, isThere: boolean): OwnerEvent | null {
  if (intent === 'remove') return isThere ? null : 'we-removed'
  if (!isThere) return null
  return wasThere ? 'was-theirs' : 'we-added'
}
