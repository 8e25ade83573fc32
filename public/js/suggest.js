const PAUSE_MS = 350;
const SHORTEST_TEXT = 8;
/** What themes are looked up by; nothing else of a form is sent before it is. */
const COMPARED = ['kind', 'summary', 'customerWords', 'stage', 'tool', 'toolTyped', 'queueId'];

/**
 * Shows themes that sound like what is being written in a form, a radio each, when typing pauses. An answer is shown only while its
 * question is the newest. What has been chosen stays chosen, whatever comes after. `asked` hears that themes have been looked for.
 */
export function suggestWhileTyping(form, { asked = () => {} } = {}) {
  const place = form.querySelector('[data-similar]');
  let question = new AbortController();
  let timer;
  let pressed = false;
  let waits = null;
  let shownFor = '';

  form.addEventListener('input', ({ target }) => COMPARED.includes(target.name) && askSoon(PAUSE_MS));
  form.addEventListener('change', ({ target }) => COMPARED.includes(target.name) && target.type === 'radio' && askSoon(PAUSE_MS));
  form.addEventListener('reset', clear);
  place.addEventListener('pointerdown', () => {
    pressed = true;
  });
  for (const event of ['pointerup', 'pointercancel']) addEventListener(event, () => setTimeout(letGo));
  if (form.elements.summary.value.trim()) askSoon(0);
  return { chosen: () => themeOf(chosenIn(place)), restore, clear };

  function askSoon(pauseMs) {
    forget();
    timer = setTimeout(ask, pauseMs);
  }

  /** From here on no earlier question may be answered. */
  function forget() {
    clearTimeout(timer);
    question.abort();
    question = new AbortController();
    waits = null;
  }

  async function ask() {
    const { signal } = question;
    const draft = Object.fromEntries([...new FormData(form)].filter(([name]) => COMPARED.includes(name)));
    const long = draft.summary.trim().length >= SHORTEST_TEXT;
    const written = JSON.stringify(draft);
    if (written === shownFor) return;
    const answer = long ? await themesLike(form.dataset.suggest, draft, signal) : '';
    if (answer === undefined || signal.aborted) return;
    if (long) asked();
    shownFor = written;
    if (pressed) waits = answer;
    else show(answer);
  }

  /** A list that changes under a finger would take the tap for another theme. */
  function letGo() {
    pressed = false;
    if (waits !== null) show(waits);
    waits = null;
  }

  function show(answer) {
    const fresh = document.createElement('template');
    fresh.innerHTML = answer;
    keepChoice(chosenIn(place), fresh.content);
    place.replaceChildren(fresh.content);
    const says = place.querySelector('[data-says]')?.dataset.says ?? '';
    const said = form.querySelector('[data-similar-says]');
    if (said.textContent !== says) said.textContent = says;
  }

  function clear() {
    forget();
    shownFor = '';
    place.replaceChildren();
    form.querySelector('[data-similar-says]').textContent = '';
  }

  /** Puts a choice back that was made before, in a form that is filled in again. */
  function restore({ id, name }) {
    place.innerHTML = '<fieldset class="suggest"><legend>You chose</legend><ul class="suggest-list"></ul></fieldset>';
    const row = document.createElement('li');
    row.className = 'suggest-row';
    row.innerHTML =
      '<label class="suggest-theme"><input type="radio" name="themeId" checked><span class="suggest-words"></span></label>';
    Object.assign(row.querySelector('input'), { value: id }).dataset.name = name;
    row.querySelector('.suggest-words').textContent = name;
    place.querySelector('ul').append(row);
    askSoon(0);
  }
}

const chosenIn = (place) => [...place.querySelectorAll('[name="themeId"]:checked')].find(({ value }) => value);
const themeOf = (radio) => (radio ? { id: Number(radio.value), name: radio.dataset.name } : null);

/** In the fresh list its theme is chosen again; a list without it takes its row over, and no list is made of that row alone. */
function keepChoice(radio, fresh) {
  if (!radio) return;
  const again = fresh.querySelector(`[name="themeId"][value="${radio.value}"]`);
  if (again) {
    again.checked = true;
    return;
  }
  const row = radio.closest('.suggest-row');
  const list = fresh.querySelector('.suggest-list');
  if (list) return list.prepend(row);
  const alone = radio.closest('.suggest').cloneNode(true);
  for (const other of alone.querySelectorAll('.suggest-row')) if (!other.querySelector(':checked')) other.remove();
  fresh.append(alone);
}

/** The server's HTML; undefined when there is no network, no session or a newer question: what is shown then stays. */
async function themesLike(address, draft, signal) {
  try {
    const headers = { 'content-type': 'application/json', accept: 'text/html' };
    const answer = await fetch(address, { method: 'POST', redirect: 'error', headers, body: JSON.stringify(draft), signal });
    return answer.status === 200 ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}
