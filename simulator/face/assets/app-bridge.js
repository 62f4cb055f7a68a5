// Stand-in for Shopify's App Bridge, inside the app's frame: session tokens, fetch with authorization, toast, save bar,
// modal, title bar and navigation, as far as an embedded app can tell the difference.
(() => {
  const script = document.currentScript
  const admin = new URL(script.src).origin
  const apiKey = script.dataset.apiKey || document.querySelector('meta[name="shopify-api-key"]')?.content || ''
  const query = new URLSearchParams(location.search)
  const shop = query.get('shop') || sessionStorage.getItem('shop') || ''
  const host = query.get('host') || sessionStorage.getItem('host') || ''
  if (shop) sessionStorage.setItem('shop', shop)
  if (host) sessionStorage.setItem('host', host)

  const waiting = new Map()
  let sequence = 0
  const tell = (message) => window.parent.postMessage({ strataStandIn: true, ...message }, admin)
  const askHost = (message) => new Promise((resolve) => {
    const id = ++sequence
    waiting.set(id, resolve)
    tell({ ...message, id })
  })

  const idToken = () => askHost({ type: 'idToken' })
  const realFetch = window.fetch.bind(window)
  const appOrigin = location.origin

  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (new URL(request.url).origin !== appOrigin || request.headers.has('Authorization')) return realFetch(request)
    const send = async () => {
      const copy = new Request(request.clone())
      copy.headers.set('Authorization', `Bearer ${await idToken()}`)
      return realFetch(copy)
    }
    const answer = await send()
    if (answer.status === 401 && answer.headers.has('X-Shopify-Retry-Invalid-Session-Request')) return send()
    const away = answer.headers.get('X-Shopify-API-Request-Failure-Reauthorize-Url')
    if (away) tell({ type: 'go', to: away })
    return answer
  }

  class HostElement extends HTMLElement {
    connectedCallback() {
      this.style.display = 'none'
      this.observer = new MutationObserver(() => this.report())
      this.observer.observe(this, { subtree: true, childList: true, attributes: true, characterData: true })
      queueMicrotask(() => this.report())
    }
    disconnectedCallback() {
      this.observer?.disconnect()
      this.report()
    }
    buttons() {
      return [...this.querySelectorAll('button, a')].map((button, index) => ({
        index,
        label: button.textContent.trim(),
        href: button.getAttribute('href'),
        rel: button.getAttribute('rel'),
        variant: button.getAttribute('variant'),
        disabled: button.hasAttribute('disabled'),
      }))
    }
    report() {}
  }

  class NavMenu extends HostElement {
    report() { if (this.isConnected) tell({ type: 'nav', items: this.buttons() }) }
  }
  class TitleBar extends HostElement {
    report() {
      // Inside a modal it is the modal's own title and buttons.
      if (this.closest('ui-modal')) return
      tell({ type: 'title', title: this.isConnected ? this.getAttribute('title') : null, buttons: this.isConnected ? this.buttons() : [] })
    }
  }
  class SaveBar extends HostElement {
    shown = false
    show() { this.set(true) }
    hide() { this.set(false) }
    toggle() { this.set(!this.shown) }
    get showing() { return this.shown }
    set(shown) {
      if (this.shown === shown) return
      this.shown = shown
      this.report()
      this.dispatchEvent(new Event(shown ? 'show' : 'hide'))
    }
    report() { tell({ type: 'saveBar', shown: this.shown && this.isConnected, buttons: this.buttons() }) }
  }
  class ModalElement extends HTMLElement {
    connectedCallback() {
      if (this.content) return
      this.style.display = 'none'
      this.content = document.createElement('div')
      this.frame = document.createElement('div')
      this.frame.style.cssText = 'position:fixed;inset:0;background:rgba(0,0,0,.5);display:none;align-items:center;justify-content:center;z-index:600'
      const box = document.createElement('div')
      box.setAttribute('role', 'dialog')
      box.style.cssText = 'background:#fff;border-radius:12px;min-width:300px;max-width:min(620px,92vw);max-height:86vh;overflow:auto'
      this.head = document.createElement('div')
      this.head.style.cssText = 'padding:14px 16px;font-weight:650;border-bottom:1px solid #e3e3e3'
      this.foot = document.createElement('div')
      this.foot.style.cssText = 'display:flex;gap:8px;justify-content:flex-end;padding:12px 16px;border-top:1px solid #e3e3e3'
      box.append(this.head, this.content, this.foot)
      this.frame.append(box)
      document.body.append(this.frame)
    }
    disconnectedCallback() { this.frame?.remove(); this.content = undefined }
    show() {
      if (this.frame.style.display === 'flex') return
      const bar = this.querySelector('ui-title-bar')
      this.head.textContent = bar?.getAttribute('title') ?? ''
      this.foot.replaceChildren(...[...(bar?.querySelectorAll('button') ?? [])].map((button) => {
        const copy = document.createElement('button')
        copy.textContent = button.textContent
        copy.style.cssText = `padding:6px 12px;border-radius:8px;border:1px solid #8a8a8a;background:${button.getAttribute('variant') === 'primary' ? (button.getAttribute('tone') === 'critical' ? '#c70a24;color:#fff' : '#303030;color:#fff') : '#fff'}`
        copy.addEventListener('click', () => button.click())
        return copy
      }).reverse())
      this.frame.style.display = 'flex'
      this.dispatchEvent(new Event('show'))
    }
    hide() {
      if (!this.frame || this.frame.style.display === 'none') return
      this.frame.style.display = 'none'
      this.dispatchEvent(new Event('hide'))
    }
    toggle() { this.frame.style.display === 'flex' ? this.hide() : this.show() }
  }
  for (const [name, element] of [['ui-nav-menu', NavMenu], ['ui-title-bar', TitleBar], ['ui-save-bar', SaveBar], ['ui-modal', ModalElement]]) {
    if (!customElements.get(name)) customElements.define(name, element)
  }

  const byId = (id) => document.getElementById(id)
  window.shopify = {
    config: { apiKey, shop, host, locale: 'en', appOrigins: [] },
    environment: { embedded: window.top !== window, mobile: false, pos: false },
    ready: Promise.resolve(),
    origin: admin,
    idToken,
    loading: (on) => tell({ type: 'loading', on: on !== false }),
    toast: {
      show: (text, options) => { tell({ type: 'toast', text, error: Boolean(options?.isError) }); return String(++sequence) },
      hide: () => undefined,
    },
    saveBar: {
      show: async (id) => byId(id)?.show(),
      hide: async (id) => byId(id)?.hide(),
      toggle: async (id) => byId(id)?.toggle(),
      leaveConfirmation: async () => undefined,
    },
    modal: {
      show: async (id) => byId(id)?.show(),
      hide: async (id) => byId(id)?.hide(),
      toggle: async (id) => byId(id)?.toggle(),
    },
    user: async () => ({ id: 1, email: 'owner@demo.example' }),
    scopes: { query: async () => ({ granted: [], required: [], optional: [] }) },
    webVitals: { onReport: () => undefined },
  }

  window.addEventListener('message', (event) => {
    if (event.origin !== admin || !event.data?.strataStandIn) return
    const message = event.data
    if (message.type === 'answer') {
      waiting.get(message.id)?.(message.value)
      waiting.delete(message.id)
    }
    if (message.type === 'press') {
      const element = document.querySelector(message.element)
      element?.querySelectorAll('button, a')[message.index]?.click()
    }
    if (message.type === 'navigate') {
      const links = [...document.querySelectorAll('ui-nav-menu a')]
      const link = links.find((candidate) => candidate.getAttribute('href') === message.href)
      if (link) link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true }))
      else location.assign(message.href)
    }
  })

  const reportPath = () => tell({ type: 'path', path: location.pathname })
  for (const name of ['pushState', 'replaceState']) {
    const real = history[name].bind(history)
    history[name] = (...args) => { real(...args); reportPath() }
  }
  window.addEventListener('popstate', reportPath)

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const href = link?.getAttribute('href') ?? ''
    const inAdmin = /^(?:shopify:\/*admin|https:\/\/admin\.shopify\.com\/store\/[^/]+)(\/.*)$/.exec(href)
    if (!inAdmin) return
    event.preventDefault()
    tell({ type: 'admin', path: inAdmin[1] })
  }, true)

  const reload = query.get('shopify-reload')
  if (reload) {
    idToken().then((token) => {
      const address = new URL(reload, location.origin)
      address.searchParams.set('id_token', token)
      location.replace(address)
    })
  } else {
    reportPath()
  }
})()
