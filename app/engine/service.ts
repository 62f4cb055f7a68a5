// The engine itself, inside its thread: rules, products and blocks of every shop, and the answers out of them.
import { cutsOf, type Cuts } from '#app/core/evaluate/cut-points.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import { NumberBits } from '#app/core/membership/number-bits.ts'
import { asTodayIn } from '#app/core/plan/as-today.ts'
import { compile } from '#app/core/plan/compile.ts'
import type { Needs } from '#app/core/plan/needs.ts'
import type { Plan } from '#app/core/plan/plan.ts'
import { memberSet, membersAfter } from '#app/db/membership-sets.ts'
import type { Database } from '#app/db/sql.ts'
import { audit } from '#app/engine/audit.ts'
import { backtestOf } from '#app/engine/backtest.ts'
import { openBlockCache, type BlockWish } from '#app/engine/block-cache.ts'
import { estimateOf } from '#app/engine/estimate.ts'
import { explainOne } from '#app/engine/explain.ts'
import { both, holdingsFor, leastFor, usual } from '#app/engine/holdings.ts'
import { evaluateNamed } from '#app/engine/named.ts'
import { countPreview, previewRule, refusedPreview } from '#app/engine/preview.ts'
import type { Service } from '#app/engine/protocol.ts'
import type { Rules } from '#app/engine/rules.ts'
import { populationsOf, type ShopBlock } from '#app/engine/shop-block.ts'
import { ShopState } from '#app/engine/shop-state.ts'
import { readStoredVerdicts } from '#app/engine/stored-verdicts.ts'
import { answerAll, stretchOf, type Walked } from '#app/engine/walk.ts'

const cutsNow = ({ terms }: Rules, block: ShopBlock, now: number): Cuts => cutsOf(populationsOf(block), { now, historyFrom: terms.historyFrom })

const nobody = new NumberBits(new Map())

/** A cached block follows who enters and leaves a segment once a saved rule asks that. */
const followsHistories = ({ holdings }: Rules, { histories }: Needs): boolean => histories.isSubsetOf(holdings.histories)

/** What the saved rules need is held too, or the next walk over everyone would load the block again. */
const wishFor = (rules: Rules, needs: Needs): BlockWish => ({
  holdings: both(both(rules.holdings, usual), holdingsFor(needs)),
  rulesVersion: followsHistories(rules, needs) ? (rules.readsMembers || needs.segments.size > 0 ? rules.rulesVersion : 0) : Infinity,
})

/** Until a saved rule asks there are no cut points; what they would be now is what they will be then. */
const programOf = (rules: Rules, { plan, needs }: { readonly plan: Plan; readonly needs: Needs }, block: ShopBlock, now: number): Program =>
  compile(plan, { ...rules.terms, cutPoints: rules.terms.cutPoints ?? (needs.cutPoints ? { number: 1, at: now, ...cutsNow(rules, block, now) } : null) })

/** `db` only reads, and is closed by the caller. */
export function openService(db: Database, memoryBytes: number): Service {
  const states = new Map<number, ShopState>()
  const blocks = openBlockCache(db, memoryBytes)
  /** The walk over everyone that was asked for last: a turn of a backfill goes on with one shop. */
  let walk: { readonly shop: number; readonly run: number; readonly walked: Walked } | null = null

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

    async evaluateNext({ shop, run, after, limit, now, retagged }) {
      const state = stateOf(shop)
      const { rules, products } = await readRules(state)
      // What changes on the way is found stale, and done by name. Another process may have begun this run, and ended the one that was walked here.
      if (after === 0 || walk?.shop !== shop || walk.run !== run || walk.walked.rules !== rules) {
        const block = await blocks.fresh(shop, products, { holdings: rules.holdings, rulesVersion: rules.readsMembers ? rules.rulesVersion : 0 })
        walk = { shop, run, walked: answerAll({ block, rules, stored: await readStoredVerdicts(db, shop, retagged), retagged, now }) }
      }
      const { columns, expired, through } = stretchOf(walk.walked, after, limit, now)
      if (through === null) walk = null
      const named = expired.length === 0 ? null : await evaluateNamed(db, state, { shop, numbers: expired, now })
      return {
        rulesVersion: named?.rulesVersion ?? rules.rulesVersion, on: rules.on, paused: rules.paused, askers: rules.askers, columns, named: named?.rows ?? [], through,
        work: named?.work ?? { evaluations: 0, events: 0, flips: 0 },
      }
    },

    async preview({ shop, rule, segment, now }) {
      const { rules, products } = await readRules(stateOf(shop))
      const ready = previewRule(rules, rule, segment)
      if (!ready.ok) return refusedPreview(ready.problems)
      const block = await blocks.fresh(shop, products, wishFor(rules, ready.needs))
      const stored = segment === null ? nobody : await db.read(() => memberSet(shop, segment))
      return countPreview(programOf(rules, ready, block, now), ready.problems, block, stored, now)
    },

    async estimate({ shop, rule, segment, now }) {
      const { rules, products } = await readRules(stateOf(shop))
      const ready = previewRule(rules, rule, segment)
      if (!ready.ok || blocks.stands(shop, wishFor(rules, ready.needs))) return null
      // A place among all customers is known only when all are read.
      if (ready.needs.cutPoints && !rules.terms.cutPoints) return null
      return estimateOf(db, compile(ready.plan, rules.terms), { shop, segment, products, holdings: both(leastFor(rules.terms.historyFrom), holdingsFor(ready.needs)), now })
    },

    async backtest({ shop, rule, segment, from = null, to, step, now }) {
      const { rules, products } = await readRules(stateOf(shop))
      const ready = previewRule(rules, rule, segment)
      if (!ready.ok) return { problems: ready.problems, asToday: [], sizes: [] }
      const block = await blocks.fresh(shop, products, wishFor(rules, ready.needs))
      const sizes = await backtestOf(programOf(rules, ready, block, now), block, rules.terms.zone, { from, to: Math.min(to ?? now, now), step })
      return { problems: ready.problems, asToday: asTodayIn(ready.plan), sizes }
    },

    explain: (request) => explainOne(db, stateOf(request.shop), request),

    async cutPoints({ shop, now }) {
      const { rules, products } = await readRules(stateOf(shop))
      if (rules.scored.length === 0) return null
      const block = await blocks.fresh(shop, products, { holdings: rules.holdings, rulesVersion: rules.readsMembers ? rules.rulesVersion : 0 })
      return { ...cutsNow(rules, block, now), currency: rules.terms.currency, segments: rules.scored }
    },

    members: ({ shop, segment, after, limit }) => db.read(() => membersAfter(shop, segment, after, limit)),

    audit: (request) => audit(db, stateOf(request.shop), request),
  }
}
