// Writes the query of a native segment that stands on tags, and compares two queries as Shopify does.
import { writeQuoted } from './quotes.ts'

/** Whoever carries one of the tags. At most ten: Shopify takes no more clauses in a query. */
export const tagQuery = (tags: readonly string[]): string => tags.slice(0, 10).map((tag) => `customer_tags CONTAINS ${writeQuoted(tag)}`).join(' OR ')

/** Blanks between the parts do not matter. */
export const sameQuery = (one: string, other: string): boolean => tidied(one) === tidied(other)

const tidied = (query: string): string => query.trim().replace(/\s+/g, ' ')
