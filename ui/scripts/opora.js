// What the browser adds to pages that already work without it: enhanced components and drafts that keep themselves.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
closeOnPhone(document)
keepDrafts(document)
filterOptions(document)
document.addEventListener('keydown', sendByKeys)

// Parts of a page that htmx brings in later get the same treatment.
document.body.addEventListener('htmx:load', (event) => {
  if (event.detail.elt === document.body) return
  initAll({ scope: event.detail.elt })
  closeOnPhone(event.detail.elt)
  keepDrafts(event.detail.elt)
  filterOptions(event.detail.elt)
})

/** Ctrl+Enter sends a form that says so (data-ctrl-enter) by its first button, from any of its boxes. */
function sendByKeys(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  const form = event.target.form ?? event.target.closest?.('form')
  if (!form?.matches('form[data-ctrl-enter]')) return
  event.preventDefault()
  form.requestSubmit(form.querySelector('.govuk-button-group button[type=submit]') ?? undefined)
}

/** Filters start closed where there is little room. */
function closeOnPhone(scope) {
  if (!window.matchMedia('(max-width: 40em)').matches) return
  for (const details of scope.querySelectorAll('details[data-close-on-phone]')) details.open = false
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
