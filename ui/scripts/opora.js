// What the browser adds to pages that already work without it: enhanced components and drafts that keep themselves.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
closeOnPhone(document)
keepDrafts(document)

// Parts of a page that htmx brings in later get the same treatment.
document.body.addEventListener('htmx:load', (event) => {
  if (event.detail.elt === document.body) return
  initAll({ scope: event.detail.elt })
  closeOnPhone(event.detail.elt)
  keepDrafts(event.detail.elt)
})

/** Filters start closed where there is little room. */
function closeOnPhone(scope) {
  if (!window.matchMedia('(max-width: 40em)').matches) return
  for (const details of scope.querySelectorAll('details[data-close-on-phone]')) details.open = false
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

  const post = () => {
    const data = new URLSearchParams()
    for (const [name, value] of new FormData(form)) {
      const secret = form.querySelector(`input[type=password][name="${CSS.escape(name)}"]`)
      if (typeof value === 'string' && !secret) data.append(name, value)
    }
    return fetch(form.dataset.autosave, { method: 'POST', body: data, headers: { 'X-Autosave': '1' }, credentials: 'same-origin', redirect: 'error' })
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
}

/** Hour and minute as the page's language writes them. */
function clock() {
  return new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }).format(new Date())
}
