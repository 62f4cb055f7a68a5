// Whose a tag is, through any history of memberships, our writes and the merchant's hands: what stands at the end is theirs and what is wanted, no more.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventOf, isOurs, ownerAfter, type Owner, type OwnerEvent } from '#app/core/membership/ownership.ts'
import { tagDifference, tagsDiffer } from '#app/core/membership/tags.ts'

const owners = ['ours', 'adopted', 'theirs', 'declined', 'gone'] as const satisfies readonly Owner[]

describe('the table', () => {
  test.each<[OwnerEvent, ...Owner[]]>([
    ['we-added', 'ours', 'adopted', 'ours', 'ours', 'ours'],
    ['we-removed', 'gone', 'gone', 'theirs', 'declined', 'gone'],
    ['was-theirs', 'theirs', 'adopted', 'theirs', 'theirs', 'theirs'],
    ['adopted', 'ours', 'adopted', 'adopted', 'adopted', 'adopted'],
    ['removal-respected', 'declined', 'declined', 'theirs', 'declined', 'gone'],
    ['let-go', 'gone', 'gone', 'theirs', 'gone', 'gone'],
  ])('%s', (event, ...after) => {
    expect(owners.map((owner) => ownerAfter(owner, event))).toEqual(after)
  })

  test('only our own add and the merchant’s gift make a tag ours', () => {
    for (const event of ['we-removed', 'was-theirs', 'removal-respected', 'let-go'] as const) {
      for (const owner of owners.filter((one) => !isOurs(one))) expect(isOurs(ownerAfter(owner, event))).toBe(false)
    }
  })

  test('what an answer says of a tag we asked for', () => {
    expect(eventOf('add', false, true)).toBe('we-added')
    expect(eventOf('add', true, true)).toBe('was-theirs')
    expect(eventOf('add', false, false)).toBeNull()
    expect(eventOf('remove', true, false)).toBe('we-removed')
    expect(eventOf('remove', true, true)).toBeNull()
  })
})

/** One tag of one customer, as it stands and as we know it. */
interface Customer {
  stands: boolean
  member: boolean
  owner: Owner
  /** What the merchant wants of it, by hand: standing although nobody belongs. */
  theirs: boolean
  writes: number
}

/** What settling does, without a store in between: the difference is written, and the ledger follows. */
function settle(customer: Customer, respects: boolean): void {
  const set = (held: boolean): ReadonlySet<string> => new Set(held ? ['vip'] : [])
  const difference = tagDifference({
    wanted: customer.member ? ['VIP'] : [], seen: customer.stands ? ['vip'] : [], ours: set(isOurs(customer.owner)), declined: set(customer.owner === 'declined'), respected: set(respects),
  })
  const { add, remove, disown, takenOff } = difference
  if (disown.length > 0) customer.owner = ownerAfter(customer.owner, 'let-go')
  if (takenOff.length > 0 && respects) customer.owner = ownerAfter(customer.owner, 'removal-respected')
  for (const [intent, tags] of [['add', add], ['remove', remove]] as const) {
    if (tags.length === 0) continue
    const was = customer.stands
    customer.stands = intent === 'add'
    const event = eventOf(intent, was, customer.stands)
    if (event !== null) customer.owner = ownerAfter(customer.owner, event)
    customer.writes++
  }
}

const happening = fc.constantFrom('enters', 'leaves', 'hand adds', 'hand removes', 'adopted', 'settled')

test('after any history what stands is what is theirs and what is wanted, and writing it again writes nothing', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(happening, { maxLength: 20 }), fc.boolean(), (stood, history, respects) => {
      const customer: Customer = { stands: stood, member: false, owner: 'gone', theirs: stood, writes: 0 }
      // Whether somebody took the tag off while it was ours and the customer belonged, and they have belonged since.
      let declined = false
      for (const what of [...history, 'settled' as const]) {
        if (what === 'enters') customer.member = true
        else if (what === 'leaves') {
          customer.member = false
        } else if (what === 'hand adds' && !customer.stands) {
          customer.stands = true
          // What we had added, they took off and put on again before we looked, is still known as ours.
          if (!isOurs(customer.owner)) customer.theirs = true
        } else if (what === 'hand removes' && customer.stands) {
          customer.stands = false
          customer.theirs = false
        } else if (what === 'adopted' && customer.stands) {
          customer.owner = ownerAfter(customer.owner, 'adopted')
          customer.theirs = false
        } else if (what === 'settled') {
          const before = { ...customer }
          settle(customer, respects)
          if (!customer.member) declined = false
          else if (respects && !before.stands && (isOurs(before.owner) || declined)) declined = true
          else if (customer.stands) declined = false
          expect(customer.stands).toBe(customer.theirs || (customer.member && !declined))
          expect(customer.writes - before.writes).toBe(Number(before.stands !== customer.stands))
          expect(isOurs(customer.owner)).toBe(customer.stands && !customer.theirs)
          const again = customer.writes
          settle(customer, respects)
          expect(customer.writes).toBe(again)
        }
      }
    }),
    { seed: 11, numRuns: 5_000 },
  )
})

test('whether there is anything to do is said the same way as what there is to do', () => {
  const tags = fc.array(fc.constantFrom('vip', 'VIP', 'gold', ' Gold '), { maxLength: 4 })
  const folds = fc.array(fc.constantFrom('vip', 'gold'), { maxLength: 2 }).map((some) => new Set<string>(some))
  fc.assert(
    fc.property(fc.record({ wanted: tags, seen: tags, ours: folds, respected: folds }), folds, (question, others) => {
      const declined = new Set([...others].filter((fold) => !question.ours.has(fold)))
      const { add, remove, takenOff, disown } = tagDifference({ ...question, declined })
      expect(tagsDiffer({ ...question, declined })).toBe(add.length + remove.length + takenOff.length + disown.filter((fold) => declined.has(fold)).length > 0)
    }),
    { seed: 12, numRuns: 2_000 },
  )
})
