// Files: say which are chosen and which are too large to be sent, and let them be dropped on the field.
const megabytes = new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });

for (const place of document.querySelectorAll('[data-upload]')) {
  const input = place.querySelector('input[type="file"]');
  const chosen = place.querySelector('[data-upload-chosen]');
  const isLarge = (file) => file.size > Number(place.dataset.most);
  const refusal = (file) => place.dataset.tooLarge.replace('#', megabytes.format(file.size / 1024 ** 2)).replace('@', () => file.name);
  const take = (files) => {
    const large = files.filter(isLarge);
    if (large.length) { // the others stay chosen
      const kept = new DataTransfer();
      for (const file of files) if (!isLarge(file)) kept.items.add(file);
      input.files = kept.files;
    }
    const names = [...input.files].map((file) => file.name).join(', ');
    chosen.textContent = [...large.map(refusal), names].filter(Boolean).join(' ') || chosen.dataset.none;
    chosen.classList.toggle('field-error', large.length > 0);
  };
  take([...input.files]);
  input.addEventListener('change', () => take([...input.files]));
  place.addEventListener('dragover', (event) => { event.preventDefault(); place.classList.add('upload-over'); });
  for (const end of ['dragleave', 'drop']) place.addEventListener(end, () => place.classList.remove('upload-over'));
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    take([...input.files]);
  });
}
