// The admin's side of the embedded app: answers session tokens and draws what the frame asks for.
(() => {
  const frame = document.querySelector('iframe')
  const front = new URL(frame.src).origin
  const nav = document.querySelector('[data-app-nav]')
  const title = document.querySelector('[data-app-title]')
  const saveBar = document.querySelector('[data-save-bar]')
  const toasts = document.querySelector('[data-toasts]')
  const base = document.body.dataset.appBase
  const store = document.body.dataset.storeBase
  const tell = (message) => frame.contentWindow.postMessage({ strataStandIn: true, ...message }, front)

  const button = (element, { index, label, variant, disabled }) => {
    const made = document.createElement('button')
    made.textContent = label
    made.disabled = disabled
    made.className = variant === 'primary' ? 'button primary' : 'button'
    made.addEventListener('click', () => tell({ type: 'press', element, index }))
    return made
  }

  const markNav = (path) => {
    const links = [...nav.querySelectorAll('a')]
    const best = links.filter((link) => path === link.dataset.path || path.startsWith(`${link.dataset.path}/`))
      .sort((a, b) => b.dataset.path.length - a.dataset.path.length)[0]
    for (const link of links) link.classList.toggle('here', link === best)
  }

  let path = ''
  const on = {
    async idToken({ id }) {
      const answer = await fetch('/session-token')
      tell({ type: 'answer', id, value: (await answer.json()).token })
    },
    nav({ items }) {
      nav.replaceChildren(...items.filter((item) => item.rel !== 'home').map((item) => {
        const link = document.createElement('a')
        link.href = base + item.href
        link.dataset.path = item.href
        link.textContent = item.label
        link.addEventListener('click', (event) => {
          event.preventDefault()
          tell({ type: 'navigate', href: item.href })
        })
        return link
      }))
      markNav(path)
    },
    title({ title: text, buttons }) {
      title.replaceChildren(text ?? 'Strata', ...buttons.map((one) => button('ui-title-bar', one)))
    },
    saveBar({ shown, buttons }) {
      saveBar.hidden = !shown
      saveBar.replaceChildren('Unsaved changes', ...buttons.filter((one) => one.label || one.variant)
        .sort((a, b) => (a.variant === 'primary') - (b.variant === 'primary'))
        .map((one) => button('ui-save-bar', { ...one, label: one.label || (one.variant === 'primary' ? 'Save' : 'Discard') })))
    },
    toast({ text, error }) {
      const note = document.createElement('div')
      note.className = error ? 'toast error' : 'toast'
      note.textContent = text
      toasts.append(note)
      setTimeout(() => note.remove(), 5000)
    },
    loading({ on: busy }) { document.body.classList.toggle('loading', busy) },
    path({ path: now }) {
      path = now
      history.replaceState(null, '', base + now)
      markNav(now)
    },
    go({ to }) { location.assign(to) },
    admin({ path: to }) { location.assign(store + to) },
  }

  window.addEventListener('message', (event) => {
    if (event.origin !== front || !event.data?.strataStandIn) return
    on[event.data.type]?.(event.data)
  })
})()
