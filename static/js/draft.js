// Keeps what is being typed as a draft on the server, and takes up a suggested language.
const PAUSE_MS = 1500;
const LONGEST_MS = 10000; // from a key pressed to its save, when nobody pauses
const SENT_MS = 8000; // a page that is still here so long after it was sent was not left

function keep(form) {
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let timer = 0;
  let due = 0; // when what was typed has waited long enough; 0: nothing waits
  let kept = typed();
  let isSent = false;
  let saving = null; // AbortController of the save under way

  async function save(options = {}) {
    window.clearTimeout(timer);
    due = 0;
    const fields = typed();
    if (isSent || fields === kept) return;
    kept = fields;
    saving = new AbortController();
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: 'POST', body: new URLSearchParams(fields), headers: { 'HX-Request': 'true' }, signal: saving.signal, ...options });
      if (isSent) return;
      if (answer.headers.has('HX-Redirect')) form.querySelector('[data-draft-state]').textContent = form.dataset.signedOut;
      else if (answer.ok || [422, 429].includes(answer.status)) show(form, await answer.text());
      else kept = null;
    } catch {
      kept = null; // the line is down: the next pause tries again
    }
  }

  function wait() {
    window.clearTimeout(timer);
    due ||= Date.now() + LONGEST_MS;
    timer = window.setTimeout(save, Math.max(0, Math.min(PAUSE_MS, due - Date.now())));
  }

  function goOn() { // it was sent, and here it still is; what was published already the server knows
    if (!isSent) return;
    isSent = false;
    kept = null;
    wait();
  }

  form.addEventListener('input', wait);
  form.addEventListener('submit', () => {
    isSent = true;
    window.clearTimeout(timer);
    saving?.abort();
    window.setTimeout(goOn, SENT_MS);
  });
  window.addEventListener('pagehide', () => save({ keepalive: true }));
  window.addEventListener('pageshow', (event) => { if (event.persisted) goOn(); });
}

// The places stay, and so does the focus in them: only what is new is said again.
function show(form, html) {
  const answer = new DOMParser().parseFromString(html, 'text/html');
  for (const place of ['[data-draft-state]', '[data-suggestion]']) {
    const here = form.querySelector(place);
    const said = answer.querySelector(place);
    if (!here.isEqualNode(said) && !here.contains(document.activeElement)) here.replaceChildren(...said.childNodes);
  }
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
