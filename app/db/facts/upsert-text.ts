// Builds the text of an upsert: all columns are given, and a row that is there is overwritten except for its key.

/** Placeholders stand in the order `keys`, then `columns`. */
export function upsertText(table: string, keys: readonly string[], columns: readonly string[]): string {
  const names = [...keys, ...columns]
  return `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
    ON CONFLICT (${keys.slice(0, 2).join(', ')}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`
}
