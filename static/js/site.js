// What every page does: menus that close, errors that get the focus.
for (const menu of document.querySelectorAll('[data-menu]')) {
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) { menu.open = false; menu.querySelector('summary').focus(); }
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  for (const link of menu.querySelectorAll('a[href^="#"]')) link.addEventListener('click', () => { menu.open = false; });
}
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('[data-menu][open]')) if (!menu.contains(event.target)) menu.open = false;
});
document.querySelector('[data-focus]')?.focus();
document.addEventListener('htmx:afterSettle', (event) => event.target.querySelector?.('[data-focus]')?.focus());
