/** A chip, or a suggested theme, that is pressed again is let go; Backspace does the same. Plain radios cannot be emptied. */
export function letChipsGo(root) {
  let pressed = null;
  root.addEventListener('pointerdown', ({ target }) => {
    const radio = radioOf(target);
    pressed = radio?.checked ? radio : null;
  });
  root.addEventListener('click', ({ target }) => {
    if (target !== pressed || !target.matches?.('input[type="radio"]')) return;
    pressed = null;
    letGo(target);
  });
  root.addEventListener('keydown', ({ key, target }) => {
    if ((key === 'Backspace' || key === 'Delete') && target.matches('input[type="radio"]:checked')) letGo(target);
  });
}

const radioOf = (target) => target.closest?.('.choices-chips label, .suggest-theme')?.querySelector('input[type="radio"]');

function letGo(radio) {
  radio.checked = false;
  radio.dispatchEvent(new Event('change', { bubbles: true }));
}
