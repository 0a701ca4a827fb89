// What the browser adds to pages that already work without it: enhanced components and drafts that keep themselves.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
closeOnPhone(document)
keepDrafts(document)
filterOptions(document)
document.addEventListener('keydown', sendByKeys)
document.addEventListener('click', leaveAtOnce)
document.addEventListener('click', (event) => closeMenu(event.target))
document.addEventListener('keydown', (event) => event.key === 'Escape' && closeMenu())

// Parts of a page that htmx brings in later get the same treatment.
document.body.addEventListener('htmx:load', (event) => {
  if (event.detail.elt === document.body) return
  initAll({ scope: event.detail.elt })
  closeOnPhone(event.detail.elt)
  keepDrafts(event.detail.elt)
  filterOptions(event.detail.elt)
})

/** A link that leaves a page at once (data-leave) also leaves no way back to it by the button of the browser. */
function leaveAtOnce(event) {
  const link = event.target.closest?.('a[data-leave]')
  if (!link) return
  event.preventDefault()
  window.location.replace(link.href)
}

/** Ctrl+Enter sends a form that says so (data-ctrl-enter) by its first button, from any of its boxes. */
function sendByKeys(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  const form = event.target.form ?? event.target.closest?.('form')
  if (!form?.matches('form[data-ctrl-enter]')) return
  event.preventDefault()
  form.requestSubmit(form.querySelector('.govuk-button-group button[type=submit]') ?? undefined)
}

/** The open group of the menu closes when somebody goes on elsewhere, and by Escape gives the focus back to its word. */
function closeMenu(target) {
  for (const group of document.querySelectorAll('.opora-menu__group[open]')) {
    if (target && group.contains(target)) continue
    if (!target && group.contains(document.activeElement)) group.querySelector('summary').focus()
    group.open = false
  }
}

/** Filters start closed where there is little room. */
function closeOnPhone(scope) {
  if (!window.matchMedia('(max-width: 40em)').matches) return
  for (const details of scope.querySelectorAll('details[data-close-on-phone]')) {
    details.open = false
    // Until now the styles held it folded, so that nothing below jumps.
    details.removeAttribute('data-close-on-phone')
  }
}

/** A box above a long drop-down list (data-filter holds its name) that leaves the options with the typed words. */
function filterOptions(scope) {
  for (const select of scope.querySelectorAll('select[data-filter]')) {
    const box = document.createElement('input')
    box.type = 'search'
    box.autocomplete = 'off'
    box.className = 'govuk-input govuk-!-margin-bottom-2'
    box.placeholder = select.dataset.filter
    box.setAttribute('aria-label', select.dataset.filter)
    box.setAttribute('aria-controls', select.id)
    box.addEventListener('input', () => narrow(select, box.value))
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      select.focus()
    })
    select.before(box)
  }
}

function narrow(select, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  for (const option of select.options) {
    const text = `${option.text} ${option.parentElement.label ?? ''}`.toLowerCase()
    const fits = option.value === '' || option.selected || words.every((word) => text.includes(word))
    option.hidden = option.disabled = !fits
  }
  for (const group of select.querySelectorAll('optgroup')) group.hidden = [...group.children].every((option) => option.hidden)
}

function keepDrafts(scope) {
  const forms = [...scope.querySelectorAll('form[data-autosave]')]
  if (scope.matches?.('form[data-autosave]')) forms.push(scope)
  forms.forEach(keepDraft)
}

/** Posts a form to its data-autosave address two seconds after the last change, without files and passwords. */
function keepDraft(form) {
  const status = form.querySelector('[data-draft-status]')
  let timer
  let sending = false
  let changed = false

  const later = (milliseconds) => {
    changed = true
    clearTimeout(timer)
    timer = setTimeout(send, milliseconds)
  }

  const send = async () => {
    if (sending || !changed) return
    sending = true
    changed = false
    const answer = await post().catch(() => null)
    sending = false
    if (answer?.ok) say('saved', clock())
    else if (answer && answer.status < 500) return say('failed', '') // refused: trying again would not help
    else {
      say('failed', '')
      later(15000)
    }
    if (changed) later(2000)
  }

  const post = (keepalive = false) => {
    const data = new URLSearchParams()
    for (const [name, value] of new FormData(form)) {
      const secret = form.querySelector(`input[type=password][name="${CSS.escape(name)}"]`)
      if (typeof value === 'string' && !secret) data.append(name, value)
    }
    return fetch(form.dataset.autosave, { method: 'POST', body: data, headers: { 'X-Autosave': '1' }, credentials: 'same-origin', redirect: 'error', keepalive })
  }

  const say = (what, when) => {
    if (status) status.textContent = [status.dataset[what], when].filter(Boolean).join(' · ')
  }

  form.addEventListener('input', (event) => {
    if (event.target.type !== 'password') later(2000)
  })
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    changed = false
  })
  // Whoever follows a link, closes the window or loses the phone's screen has typed it all the same.
  const leave = () => {
    if (!changed) return
    clearTimeout(timer)
    changed = false
    post(true).catch(() => null).then((answer) => answer?.ok || later(15000))
  }
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave())
  // The network is back: at once, not at the next try.
  addEventListener('online', () => changed && later(0))
}

/** Hour and minute as the page's language writes them. */
function clock() {
  return new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }).format(new Date())
}

pollPage(document)
printButtons(document)

/** A part of a page (data-poll holds the seconds) that is asked for again and again, and put in its place when it changed. */
function pollPage(scope) {
  const part = scope.querySelector('[data-poll]')
  if (!part) return
  setInterval(async () => {
    const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null)
    if (!answer?.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-poll]')
    if (!fresh) return
    // Each child by itself: what was said and has not changed is not said again.
    if (fresh.children.length !== part.children.length) return part.replaceChildren(...fresh.children)
    ;[...fresh.children].forEach((child, place) => {
      const old = part.children[place]
      if (old.outerHTML === child.outerHTML) return
      if (old.getAttribute('role') === 'status') old.textContent = child.textContent
      else old.replaceWith(child)
    })
  }, Number(part.dataset.poll) * 1000)
}

/** Buttons that open the browser's own printing. */
function printButtons(scope) {
  for (const button of scope.querySelectorAll('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}

checkTyped(document)

/**
 * A form with data-typed asks the office while days are typed what is wrong with them, and shows it in its part with data-found.
 * Without a network nothing changes: the office looks again when the form is sent.
 */
function checkTyped(scope) {
  for (const form of scope.querySelectorAll('form[data-typed]')) {
    let timer
    let turn = 0
    const ask = async () => {
      if (!navigator.onLine) return
      const own = ++turn
      const body = new URLSearchParams(new FormData(form))
      const answer = await fetch(form.dataset.typed, { method: 'POST', body, credentials: 'same-origin', redirect: 'error' }).catch(() => null)
      if (!answer?.ok) return
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
      // Of two answers under way the later question counts.
      if (own === turn) form.querySelector('[data-found]').replaceChildren(...fresh.body.childNodes)
    }
    form.addEventListener('input', (event) => {
      if (!/^[hft]\d+$/.test(event.target.name)) return
      clearTimeout(timer)
      timer = setTimeout(ask, 800)
    })
  }
}

/** Where reports wait on the phone while the network is off. */
const LATER = 'opora-later'
/** With contract, month and address behind it: where lies what was typed in a report and not sent yet. */
const TYPED = 'opora-typed'

keepForLater(document)

/**
 * A form with data-later is kept on the phone when the network is off, and sent when it is back: each under a key of its own, so
 * that sending it twice makes one thing. A later version of the same report takes the place of the one that waits.
 */
function keepForLater(scope) {
  const worker = document.querySelector('meta[name=opora-worker]')?.content
  if (worker) keepPages(scope, worker)
  for (const form of scope.querySelectorAll('form[data-later]')) {
    keepTyped(form)
    form.addEventListener('submit', (event) => submitOrKeep(event, form))
  }
  forgetTyped(scope)
  if (!scope.querySelector('[data-later-status]')) return
  addEventListener('online', () => sendKept(scope))
  sendKept(scope)
}

/** The pages of this phone are kept for the time without a network, the forms behind its links too. */
async function keepPages(scope, worker) {
  if (!('serviceWorker' in navigator) || !window.caches) return
  await navigator.serviceWorker.register(worker).catch(() => null)
  if (!navigator.onLine) return
  const cache = await caches.open('opora-hours').catch(() => null)
  for (const link of scope.querySelectorAll('a[data-keep]')) cache?.add(link.href).catch(() => null)
  cache?.add(location.href).catch(() => null)
  for (const part of document.querySelectorAll('link[rel=stylesheet], script[src]')) cache?.add(part.href ?? part.src).catch(() => null)
}

/**
 * What is typed stays on the phone when its window is closed, with or without a network, and is there again when the form is opened.
 * It belongs to one state of the report (data-state): what the office, the user or another phone did since then is not overwritten.
 */
function keepTyped(form) {
  const data = new FormData(form)
  const key = [TYPED, data.get('contract'), data.get('month'), form.action].join(' ')
  const saved = JSON.parse(localStorage.getItem(key) ?? 'null')
  if (saved && saved.state !== form.dataset.state) localStorage.removeItem(key)
  else if (saved) fill(form, new URLSearchParams(saved.body))
  form.addEventListener('input', () => {
    const body = String(new URLSearchParams(new FormData(form)))
    localStorage.setItem(key, JSON.stringify({ state: form.dataset.state, body }))
  })
}

/** Puts typed values back; keys of the form are its own. */
function fill(form, values) {
  for (const box of form.elements) {
    if (!box.name || box.type === 'hidden' || box.type === 'submit') continue
    if (box.type === 'checkbox' || box.type === 'radio') box.checked = values.getAll(box.name).includes(box.value)
    else if (values.has(box.name)) box.value = values.get(box.name)
  }
  // What is wrong with these days is asked anew.
  form.querySelector('[name^=h]')?.dispatchEvent(new Event('input', { bubbles: true }))
}

/** On the page of a month: what was typed in its reports that can be written no more is forgotten. */
function forgetTyped(scope) {
  const month = scope.querySelector('[data-later-status][data-month]')?.dataset.month
  if (!month) return
  const open = [...scope.querySelectorAll('a[data-keep][href*="/write?"]')].map((link) => new URL(link.href).searchParams.get('contract'))
  for (const key of Object.keys(localStorage)) {
    const [what, contract, of] = key.split(' ')
    if (what === TYPED && of === month && !open.includes(contract)) localStorage.removeItem(key)
  }
}

function kept() {
  return JSON.parse(localStorage.getItem(LATER) ?? '[]')
}

function put(list) {
  localStorage.setItem(LATER, JSON.stringify(list))
}

function tell(scope, what) {
  for (const status of scope.querySelectorAll('[data-later-status]')) {
    status.hidden = !what
    status.textContent = what ? status.dataset[what] : ''
  }
}

async function submitOrKeep(event, form) {
  event.preventDefault()
  const data = new URLSearchParams(new FormData(form, event.submitter))
  if (navigator.onLine && (await reaches(form))) {
    // With the network on it is a form like any other, and the office's answer is the next page.
    const name = event.submitter?.name
    if (name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value: event.submitter.value }))
    return form.submit()
  }
  data.set('_key', crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`)
  const same = (one) => one.url === form.action && one.contract === data.get('contract') && one.month === data.get('month')
  const item = { url: form.action, back: form.dataset.later, contract: data.get('contract'), month: data.get('month'), body: String(data) }
  put([...kept().filter((one) => !same(one)), item])
  tell(document, 'waiting')
}

async function reaches(form) {
  const answer = await fetch(form.dataset.later, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  return answer !== null
}

/** Sends what waits, one after another; what the office does not take is told and not sent again. */
async function sendKept(scope) {
  const waiting = kept()
  if (waiting.length === 0) return
  tell(scope, 'waiting')
  let failed = false
  for (const item of waiting) {
    const body = new URLSearchParams(item.body)
    const answer = await fetch(item.url, { method: 'POST', body, credentials: 'same-origin' }).catch(() => null)
    // The office is out of reach or busy: it waits for the next time.
    if (answer === null || answer.status >= 500 || answer.status === 429) return
    put(kept().filter((one) => one.body !== item.body))
    failed ||= !answer.ok
  }
  tell(scope, failed ? 'failed' : '')
  if (!failed) location.assign(waiting.at(-1).back)
}

skipQuestions(document)

/**
 * In a form with data-skips a question that is asked only after some answers (data-only holds the name of the earlier box, data-with
 * the answers) hides until one of them is given. The office skips it again when the form is sent.
 */
function skipQuestions(scope) {
  for (const form of scope.querySelectorAll('form[data-skips]')) {
    const look = () => {
      const data = new FormData(form)
      for (const part of form.querySelectorAll('[data-only]')) {
        const before = form.querySelector(`[data-part="${CSS.escape(part.dataset.only)}"]`)
        const wanted = part.dataset.with.split(' ')
        const isGiven = data.getAll(part.dataset.only).some((value) => wanted.includes(value))
        part.hidden = !isGiven || before?.hidden === true
      }
    }
    form.addEventListener('input', look)
    look()
  }
}

liveParts(document)

/**
 * A page with data-live hears at that address that something changed (server-sent events), asks for itself again and puts its parts
 * (data-live-part) in place one by one. A form stays under the hands of who types in it; when another one takes its place, what was
 * typed goes along. Without scripts the page is reloaded by its links.
 */
function liveParts(scope) {
  const live = scope.querySelector('[data-live]')
  if (!live || !window.EventSource) return
  let busy = false
  let again = false

  const part = (root, name) => root.querySelector(`[data-live-part="${name}"]`)
  const typed = (root) => root.querySelector('[data-live-part=form] textarea')

  const put = (fresh) => {
    if (!fresh) return
    live.dataset.liveStand = fresh.dataset.liveStand ?? ''
    for (const old of live.querySelectorAll('[data-live-part]')) {
      const now = part(fresh, old.dataset.livePart)
      if (!now || now.outerHTML === old.outerHTML) continue
      const isForm = old.dataset.livePart === 'form'
      // Whoever writes a question is not disturbed because a worker came back; what they type in stays under their hands.
      const asks = old.dataset.kind === 'question' && now.dataset.kind === 'say' && typed(live)?.value
      if (isForm && (now.dataset.kind === old.dataset.kind || asks)) continue
      const text = isForm ? (typed(live)?.value ?? '') : ''
      replaceUnder(old, now.childNodes)
      if (isForm) old.dataset.kind = now.dataset.kind
      const box = typed(live)
      if (isForm && box && text.trim() && !box.value.includes(text.trim())) box.value = [box.value, text].filter(Boolean).join('\n')
    }
    part(live, 'log')?.lastElementChild?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }

  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-live]')

  const look = async () => {
    if (busy) return void (again = true)
    busy = true
    const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null)
    if (answer?.ok) put(await read(answer))
    busy = false
    if (again) {
      again = false
      look()
    }
  }

  // A queue that moves tells all who wait: they do not ask in the same moment.
  const soon = () => setTimeout(look, live.dataset.liveStand === 'waiting' ? Math.random() * 2000 : 0)
  const source = new EventSource(live.dataset.live)
  source.addEventListener('changed', soon)
  // Too many pages of one address listen: this one asks by itself.
  source.addEventListener('error', () => source.readyState === EventSource.CLOSED && setInterval(look, 15000))
  addEventListener('pagehide', () => source.close())

  live.addEventListener('submit', async (event) => {
    const form = event.target
    if (!form.matches('[data-live-form]')) return
    event.preventDefault()
    const status = form.querySelector('[data-live-status]')
    const button = form.querySelector('button[type=submit]')
    const box = form.querySelector('textarea')
    if (!box.value.trim()) return box.focus()
    button.disabled = true
    status.textContent = ''
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' }).catch(() => null)
    button.disabled = false
    // What is not on the office's disk is not shown as sent: it stays in its box.
    if (!answer?.ok) {
      status.textContent = form.dataset.failed
      box.focus()
      if (answer) look()
      return
    }
    box.value = ''
    const page = await read(answer)
    // The next message is another one: it has a key of its own.
    const key = page?.querySelector('[data-live-form] input[name=_key]')?.value
    const own = form.querySelector('input[name=_key]')
    if (key) own.value = key
    else own.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`
    put(page)
    typed(live)?.focus()
  })
}

/**
 * Puts new content into a part of the page. Who stood on something in it with the keyboard stands on the same thing after it, or on
 * the part where that is gone: not at the top of the page again.
 */
function replaceUnder(part, nodes) {
  const held = part.contains(document.activeElement) ? document.activeElement : part
  const known = (one) => [one.localName, one.id || one.getAttribute('href') || one.form?.getAttribute('action')].join(' ')
  part.replaceChildren(...nodes)
  if (held === part) return
  const same = [...part.querySelectorAll(held.localName)].find((one) => known(one) === known(held))
  if (!same && !part.hasAttribute('tabindex')) part.tabIndex = -1
  ;(same ?? part).focus({ preventScroll: true })
}
