// Files: say which are chosen, and let them be dropped on the field.
for (const place of document.querySelectorAll('[data-upload]')) {
  const input = place.querySelector('input[type="file"]');
  const chosen = place.querySelector('[data-upload-chosen]');
  const say = () => { chosen.textContent = [...input.files].map((file) => file.name).join(', ') || chosen.dataset.none; };
  say();
  input.addEventListener('change', say);
  place.addEventListener('dragover', (event) => { event.preventDefault(); place.classList.add('upload-over'); });
  for (const end of ['dragleave', 'drop']) place.addEventListener(end, () => place.classList.remove('upload-over'));
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    say();
  });
}
