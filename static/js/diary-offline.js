// The learner's day without internet: what is written stays on the phone until it has been sent, exactly once.
// Without this file the form posts as any other.
const KEY = `dvb-diary-${document.documentElement.dataset.person}`;
const OLDEST = 14 * 24 * 3600 * 1000;
const onTheWay = new Set();
let touched = false;

const queue = () => JSON.parse(localStorage.getItem(KEY) || '[]').filter(item => Date.now() - item.at < OLDEST);
const keep = items => items.length ? localStorage.setItem(KEY, JSON.stringify(items)) : localStorage.removeItem(KEY);
const drop = key => keep(queue().filter(item => item.key !== key));
const change = (key, values) => keep(queue().map(item => item.key === key ? {...item, ...values} : item));
const form = () => document.getElementById('entry');
const value = (item, name) => (item.body.find(([field]) => field === name) || [])[1];
const localDay = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const opened = localDay();
const kept = 'kept' in document.documentElement.dataset;  // the service worker says so
let again;

// randomUUID is there only over https and on this machine itself
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');

function show() {
  const banner = document.getElementById('offline'), items = queue();
  if (!banner) return;
  const refused = items.find(item => item.refused), drawn = banner.querySelector('button');
  banner.hidden = !items.length;
  banner.querySelector('span').textContent = refused
    ? `${banner.dataset.refused} ${value(refused, 'on')} ${value(refused, 'text') || ''} ${refused.refused}`
    : banner.dataset.one;
  drawn.hidden = !refused;
  drawn.onclick = () => { drop(refused.key); show(); };
}

function fill(entry, hours, outcomes, text, absence) {
  entry.hours.value = hours;
  for (const box of entry.querySelectorAll('[name=outcome]')) box.checked = outcomes.includes(box.value);
  entry.elements.text.value = text;
  for (const radio of entry.querySelectorAll('[name=absence]')) radio.checked = radio.value === (absence || '');
}

// A page kept from another day becomes today's; an entry that waits is shown again.
function refresh() {
  const entry = form(), day = localDay();
  if (!entry) return;
  if (navigator.onLine && day !== opened && !touched) { location.reload(); return; }
  if (kept && day !== entry.dataset.today && entry.elements.on.value === entry.dataset.today) {
    entry.elements.on.value = entry.dataset.today = day;
    fill(entry, entry.hours.defaultValue, [], '', '');
    const name = new Intl.DateTimeFormat(document.documentElement.lang, {weekday: 'long', day: 'numeric', month: 'long'}).format(new Date());
    document.querySelector('h1').textContent = name.charAt(0).toUpperCase() + name.slice(1);
  }
  const waits = queue().find(item => value(item, 'on') === entry.elements.on.value && item.url === entry.action);
  if (waits && !touched) {
    const outcomes = waits.body.filter(([name]) => name === 'outcome').map(([, id]) => id);
    fill(entry, value(waits, 'hours'), outcomes, value(waits, 'text'), value(waits, 'absence'));
  }
}

async function flush() {
  let sent = false;
  for (const item of navigator.onLine ? queue() : []) {
    if (item.refused || onTheWay.has(item.key)) continue;
    onTheWay.add(item.key);
    try {
      const age = String(Math.max(1, Math.round((Date.now() - item.at) / 1000)));
      const answer = await fetch(item.url, {
        method: 'POST',
        body: new URLSearchParams([...item.body, ['offline_age', age]]),
        headers: {'Idempotency-Key': item.key, 'HX-Request': 'true'},
        signal: AbortSignal.timeout(20000),
      });
      if (answer.ok) { drop(item.key); sent = true; }
      else if ([403, 404, 409, 422].includes(answer.status)) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const why = ['.reasons li', '.errmsg', 'h1'].map(part => page.querySelector(part)).find(Boolean);
        change(item.key, {refused: why ? why.textContent.trim() : String(answer.status)});
      } else break;  // signed out, or the portal is busy: the entry stays
    } catch { break; } finally { onTheWay.delete(item.key); }
  }
  show();
  clearTimeout(again);
  if (queue().some(item => !item.refused)) again = setTimeout(flush, 15000);  // not every browser tells when it is back
  if (sent && !touched) location.reload();
}

function done(key) {
  onTheWay.delete(key);
  touched = false;
  show();
}

addEventListener('htmx:configRequest', event => {
  const entry = event.detail.elt;
  if (!entry.matches('[data-offline]')) return;
  const key = newKey(), on = entry.elements.on.value;
  entry.dataset.key = event.detail.headers['Idempotency-Key'] = key;
  onTheWay.add(key);
  const item = {key, url: entry.action, body: [...new FormData(entry)], at: Date.now()};
  keep([...queue().filter(other => other.url !== item.url || value(other, 'on') !== on), item]);
  if (navigator.onLine) return;
  event.preventDefault();
  done(key);
});
addEventListener('htmx:afterRequest', event => {
  const entry = event.detail.elt, status = event.detail.xhr.status;
  if (!entry.matches('[data-offline]')) return;
  if (status >= 200 && status < 500 && status !== 401) drop(entry.dataset.key);
  done(entry.dataset.key);
});
for (const kind of ['input', 'change']) addEventListener(kind, () => { touched = true; });
addEventListener('click', event => {
  const yesterday = event.target.closest('#yesterday'), entry = form();
  if (!yesterday || !entry) return;
  event.preventDefault();
  const {hours, outcomes, text} = yesterday.dataset;
  fill(entry, hours, outcomes.split(' '), text);
  touched = true;
});
addEventListener('online', flush);
addEventListener('pageshow', () => { refresh(); show(); flush(); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) { refresh(); flush(); } });
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => {});
