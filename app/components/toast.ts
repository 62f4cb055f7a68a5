// A short word of success in the admin's own toast. Errors stand next to their field instead.

export function toast(message: string): void {
  window.shopify?.toast.show(message)
}
