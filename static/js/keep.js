// Keeps what is typed: on this device at once, at the school after a pause. Without this file the form posts as any other.
const form = document.querySelector('[data-keep]'), banner = document.getElementById('kept');
const KEY = `dvb-${document.documentElement.dataset.person}-${form?.dataset.keep}`;
const OLDEST = 14 * 24 * 3600 * 1000;
let pause, leaving = false;

const fields = () => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'version');
const tell = text => { banner.hidden = !text; banner.querySelector('span').textContent = text || ''; };

function restore() {
  const kept = JSON.parse(localStorage.getItem(KEY) || 'null');
  if (!kept || Date.now() - kept.at > OLDEST || form.querySelector('.errsum')) { localStorage.removeItem(KEY); return; }
  for (const input of form.querySelectorAll('textarea, input:not([type=hidden], [type=file])')) {
    const values = kept.fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === 'radio' || input.type === 'checkbox') input.checked = values.includes(input.value);
    else if (values.length) input.value = values[0];
  }
  tell(banner.dataset.back);
}

async function save() {
  if (leaving || !navigator.onLine) { if (!navigator.onLine) tell(banner.dataset.off); return; }
  const sent = JSON.stringify(fields());
  try {
    const answer = await fetch(form.dataset.save, {
      method: 'POST', headers: {'HX-Request': 'true'}, body: new URLSearchParams(fields()),
      signal: AbortSignal.timeout(20000), redirect: 'manual',
    });
    // a form that is half filled may be refused: then it stays on the device; so it does when the page is
    // left meanwhile, because the next one may have been made before this was saved
    if (answer.ok && !leaving && sent === JSON.stringify(fields())) { localStorage.removeItem(KEY); tell(''); }
  } catch { tell(banner.dataset.off); }
}

if (form && banner) {
  restore();
  form.addEventListener('input', event => {
    if (event.target.type === 'file') return;
    localStorage.setItem(KEY, JSON.stringify({at: Date.now(), fields: fields()}));
    clearTimeout(pause);
    pause = setTimeout(save, 2500);
  });
  form.addEventListener('submit', event => {
    if (!navigator.onLine) { event.preventDefault(); tell(banner.dataset.off); return; }
    leaving = true;
    clearTimeout(pause);
    localStorage.removeItem(KEY);
  });
  addEventListener('offline', () => tell(banner.dataset.off));
  addEventListener('online', save);
  addEventListener('beforeunload', () => { leaving = true; });
}
