// The engine itself, inside its thread: rules, products and blocks of every shop, and the answers out of them.
import { cutsOf, type Cuts } from '#app/core/evaluate/cut-points.ts'
import { compile } from '#app/core/plan/compile.ts'
import type { Needs } from '#app/core/plan/needs.ts'
import type { Database } from '#app/db/sql.ts'
import { openBlockCache } from '#app/engine/block-cache.ts'
import type { Engine, Evaluated } from '#app/engine/engine.ts'
import { explainOne } from '#app/engine/explain.ts'
import { both, holdingsFor } from '#app/engine/holdings.ts'
import { storedMembers } from '#app/engine/members.ts'
import { evaluateNamed } from '#app/engine/named.ts'
import { countPreview, previewRule, refusedPreview } from '#app/engine/preview.ts'
import type { Rules } from '#app/engine/rules.ts'
import { populationsOf, type ShopBlock } from '#app/engine/shop-block.ts'
import { ShopState } from '#app/engine/shop-state.ts'
import { answerAll, stretchOf, type Walked } from '#app/engine/walk.ts'

const cutsNow = ({ terms }: Rules, block: ShopBlock, now: number): Cuts => cutsOf(populationsOf(block), { now, zone: terms.zone, historyFrom: terms.historyFrom })

/** A cached block follows who enters and leaves a segment once a saved rule asks that. */
const followsHistories = ({ holdings }: Rules, { histories }: Needs): boolean => histories.isSubsetOf(holdings.histories)

/** `db` only reads, and is closed by the caller. */
export function openService(db: Database, memoryBytes: number): Omit<Engine, 'close'> {
  const states = new Map<number, ShopState>()
  const blocks = openBlockCache(db, memoryBytes)
  /** The walk over everyone that was asked for last; a backfill walks one shop to its end. */
  let walk: { readonly shop: number; readonly walked: Walked } | null = null

  const stateOf = (shop: number): ShopState => {
    const known = states.get(shop)
    if (known !== undefined) return known
    const made = new ShopState(shop)
    states.set(shop, made)
    return made
  }
  const readRules = (state: ShopState) =>
    db.read(function* () {
      return { rules: yield* state.rules(), products: yield* state.refreshProducts() }
    })

  return {
    evaluate: (request) => evaluateNamed(db, stateOf(request.shop), request),

    async evaluateNext({ shop, after, limit, now }): Promise<Evaluated> {
      const state = stateOf(shop)
      const { rules, products } = await readRules(state)
      // Only the beginning of a walk looks for changes: what changes on the way is found stale, and done by name.
      if (after === 0 || walk?.shop !== shop || walk.walked.rules !== rules) {
        const wish = { holdings: rules.holdings, rulesVersion: rules.readsMembers ? rules.rulesVersion : 0 }
        const block = after === 0 ? await blocks.fresh(shop, products, wish) : await blocks.standing(shop, products, wish)
        walk = { shop, walked: answerAll(block, rules, now) }
      }
      const { rows, expired } = stretchOf(walk.walked, after, limit, now)
      if (rows.length + expired.length === 0) walk = null
      const named = expired.length === 0 ? null : await evaluateNamed(db, state, { shop, numbers: expired, now })
      const all = named === null || named.rulesVersion !== rules.rulesVersion ? rows : [...rows, ...named.rows].sort((a, b) => a.number - b.number)
      return { rulesVersion: named?.rulesVersion ?? rules.rulesVersion, on: rules.on, paused: rules.paused, askers: rules.askers, rows: all }
    },

    async preview({ shop, rule, segment, now }) {
      const { rules, products } = await readRules(stateOf(shop))
      const ready = previewRule(rules, rule, segment)
      if (!ready.ok) return refusedPreview(ready.problems)
      // What the saved rules need is held too, or the next walk over everyone would load the block again.
      const rulesVersion = followsHistories(rules, ready.needs) ? (rules.readsMembers || ready.needs.segments.size > 0 ? rules.rulesVersion : 0) : Infinity
      const block = await blocks.fresh(shop, products, { holdings: both(rules.holdings, holdingsFor(ready.needs)), rulesVersion })
      const stored = segment === null ? [] : await db.read(() => storedMembers(shop, segment, 0, Number.MAX_SAFE_INTEGER))
      // Until a saved rule asks there are no cut points; what they would be now is what they will be then.
      const cutPoints = rules.terms.cutPoints ?? (ready.needs.cutPoints ? { number: 1, at: now, ...cutsNow(rules, block, now) } : null)
      return countPreview(compile(ready.plan, { ...rules.terms, cutPoints }), ready.problems, block, new Set(stored), now)
    },

    explain: (request) => explainOne(db, stateOf(request.shop), request),

    async cutPoints({ shop, now }) {
      const { rules, products } = await readRules(stateOf(shop))
      if (rules.scored.length === 0) return null
      const block = await blocks.fresh(shop, products, { holdings: rules.holdings, rulesVersion: rules.readsMembers ? rules.rulesVersion : 0 })
      return { ...cutsNow(rules, block, now), currency: rules.terms.currency, segments: rules.scored }
    },

    members: ({ shop, segment, after, limit }) => db.read(() => storedMembers(shop, segment, after, limit)),
  }
}
