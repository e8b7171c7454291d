// Keeps what is being typed as a draft on the server, and takes up a suggested language.
const PAUSE_MS = 1500;

function keep(form) {
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let timer = 0;
  let kept = typed();
  let isSent = false;
  let saving = null; // AbortController of the save under way
  const state = () => form.querySelector('[data-draft-state]');

  async function save(options = {}) {
    window.clearTimeout(timer);
    const fields = typed();
    if (isSent || fields === kept) return;
    kept = fields;
    saving = new AbortController();
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: 'POST', body: new URLSearchParams(fields), headers: { 'HX-Request': 'true' }, signal: saving.signal, ...options });
      if (isSent) return;
      if (answer.headers.has('HX-Redirect')) state().textContent = form.dataset.signedOut;
      else if (answer.ok || [422, 429].includes(answer.status)) state().outerHTML = await answer.text();
      else kept = null;
    } catch {
      kept = null; // the line is down: the next pause tries again
    }
  }

  form.addEventListener('input', () => { window.clearTimeout(timer); timer = window.setTimeout(save, PAUSE_MS); });
  form.addEventListener('submit', () => { isSent = true; window.clearTimeout(timer); saving?.abort(); });
  window.addEventListener('pagehide', () => save({ keepalive: true }));
}

for (const form of document.querySelectorAll('form[data-draft-url]')) keep(form);

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-use-language]');
  const select = button?.form?.elements.language;
  if (!select) return;
  event.preventDefault();
  select.value = button.dataset.useLanguage;
  button.form.elements.body.lang = select.value;
  button.parentElement.remove();
  select.focus();
  select.dispatchEvent(new Event('input', { bubbles: true })); // so that it is kept
});
