// The lines that rounds of reconciliation leave: the last ones of each shop.
import type { Round, RoundKind, RoundProblem } from '#app/core/reconciliation.ts'
import { all, first, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** Lines kept a shop. */
export const keptRounds = 500

/** A problem that is the same as in the round before is one line, that goes on. */
export function* keepRound(shop: number, round: Round): Sql<void> {
  const last = round.problem === null ? undefined : yield* first<{ id: number; kind: RoundKind; problem: string | null }>('SELECT id, kind, problem FROM reconciliations WHERE shop_id = ? ORDER BY id DESC LIMIT 1', shop)
  if (last?.kind === round.kind && last.problem === round.problem) {
    yield* run('UPDATE reconciliations SET ended_at = ? WHERE shop_id = ? AND id = ?', round.endedAt, shop, last.id)
    return
  }
  yield* run(
    'INSERT INTO reconciliations (shop_id, kind, began_at, ended_at, complete_up_to, looked_at, repaired, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    shop, round.kind, round.beganAt, round.endedAt, round.completeUpTo, round.lookedAt, round.repaired, round.problem,
  )
  yield* run(
    'DELETE FROM reconciliations WHERE shop_id = ? AND id <= (SELECT id FROM reconciliations WHERE shop_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
    shop, shop, keptRounds,
  )
}

interface Row {
  kind: RoundKind
  began_at: number
  ended_at: number
  complete_up_to: number | null
  looked_at: number
  repaired: number
  problem: RoundProblem | null
}

const columns = 'kind, began_at, ended_at, complete_up_to, looked_at, repaired, problem'

/** Newest first. `frequent`: those of every few minutes alone, or all others alone. */
export function* lastRounds(shop: number, limit: number, frequent?: boolean): Sql<Round[]> {
  const some = frequent === undefined ? '' : `AND kind ${frequent ? '=' : '<>'} 'changes'`
  return (yield* all<Row>(`SELECT ${columns} FROM reconciliations WHERE shop_id = ? ${some} ORDER BY id DESC LIMIT ?`, shop, limit)).map(roundOf)
}

/** The newest that came to its end. */
export function* lastRoundOf(shop: number, kind: RoundKind): Sql<Round | undefined> {
  const row = yield* first<Row>(`SELECT ${columns} FROM reconciliations WHERE shop_id = ? AND kind = ? AND problem IS NULL ORDER BY id DESC LIMIT 1`, shop, kind)
  return row && roundOf(row)
}

const roundOf = (row: Row): Round => ({
  kind: row.kind,
  beganAt: row.began_at,
  endedAt: row.ended_at,
  completeUpTo: row.complete_up_to,
  lookedAt: row.looked_at,
  repaired: row.repaired,
  problem: row.problem,
})
