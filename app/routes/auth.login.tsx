// Where a visitor without a store ends up: Strata opens only inside the Shopify admin.
export default function Login() {
  return (
    <main className="strata-plain-page">
      <h1>Strata opens in your Shopify admin</h1>
      <p>
        Go to your store’s admin, choose <strong>Apps</strong>, then <strong>Strata</strong>. If Strata is not in the list, install it from the Shopify App Store first.
      </p>
    </main>
  )
}
