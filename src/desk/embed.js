// Shows the consultation desk on another site: a button in the corner that opens the desk's page in a frame.
// Styles are set by script, so a strict Content-Security-Policy needs only script-src and frame-src of this host.
(() => {
  const words = "WORDS"
  const own = document.currentScript
  const home = new URL(own.src).origin
  const button = document.createElement('button')
  const frame = document.createElement('iframe')
  button.type = 'button'
  button.textContent = words.open
  button.setAttribute('aria-expanded', 'false')
  Object.assign(button.style, {
    position: 'fixed', right: '1rem', bottom: '1rem', zIndex: '9999', padding: '0.75rem 1.25rem', minHeight: '44px',
    border: '3px solid #0b5c66', borderRadius: '8px', background: '#0b5c66', color: '#fff', font: '700 1.125rem system-ui, sans-serif',
    cursor: 'pointer'
  })
  frame.title = words.title
  frame.hidden = true
  Object.assign(frame.style, {
    position: 'fixed', right: '1rem', bottom: '5rem', zIndex: '9999', width: 'min(28rem, calc(100vw - 2rem))',
    height: 'min(40rem, calc(100vh - 7rem))', border: '1px solid #3b4a4f', borderRadius: '8px', background: '#fff'
  })
  button.addEventListener('click', () => {
    // Nothing is loaded before somebody asks for it.
    if (!frame.src) frame.src = home + words.page
    frame.hidden = !frame.hidden
    button.textContent = frame.hidden ? words.open : words.close
    button.setAttribute('aria-expanded', String(!frame.hidden))
  })
  const show = () => document.body.append(frame, button)
  if (document.body) show()
  else addEventListener('DOMContentLoaded', show)
})()
