// Global ids of the Admin API.

export const gid = (type: string, id: number): string => `gid://shopify/${type}/${id}`

export const gidOrNull = (type: string, id: number | null): string | null => (id === null ? null : gid(type, id))
