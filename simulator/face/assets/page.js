// Keeps the page's live part up to date, and sends the buttons that make life happen.
(() => {
  const busy = () => Boolean(document.activeElement?.closest('[data-live] input, [data-live] select, [data-live] textarea'))
  const refresh = async () => {
    const lives = [...document.querySelectorAll('[data-live]')]
    if (lives.length === 0 || document.hidden || busy()) return
    const answer = await fetch(location.href, { headers: { 'x-live': '1' } })
    if (!answer.ok) return
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('[data-live]')
    lives.forEach((live, index) => {
      if (next[index] && next[index].innerHTML !== live.innerHTML) live.innerHTML = next[index].innerHTML
    })
  }
  setInterval(() => void refresh(), 2000)

  const showClock = async () => {
    const place = document.querySelector('[data-clock]')
    if (!place) return
    const { offset } = await (await fetch('/_sim/clock')).json()
    const inZone = new Intl.DateTimeFormat('sv-SE', { timeZone: place.dataset.clock, dateStyle: 'short', timeStyle: 'short' })
    place.textContent = inZone.format(Date.now() + offset)
  }
  setInterval(() => void showClock(), 5000)
  void showClock()

  const done = (told) => {
    if ('started' in told) return `under way, ${told.started} events.`
    const counts = Object.entries(told).filter(([, value]) => typeof value === 'number' && value > 0 && value < 1e6)
    return counts.length === 0 ? 'done.' : `done (${counts.map(([name, value]) => `${name} ${value}`).join(', ')}).`
  }

  document.addEventListener('click', async (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[data-post]') : null
    if (!button) return
    button.disabled = true
    const said = button.closest('.card')?.querySelector('[data-said]')
    const body = JSON.parse(button.dataset.body || '{}')
    for (const field of document.querySelectorAll(`[data-for="${button.dataset.with || ''}"]`)) body[field.name] = field.value
    const answer = await fetch(button.dataset.post, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const told = await answer.json()
    if (said) said.textContent = `${button.textContent.trim()}: ${answer.ok ? done(told) : told.error}`
    if (answer.ok && button.dataset.then === 'reload') return location.reload()
    button.disabled = false
    await refresh()
    await showClock()
  })
})()
