// Keeps the learner's page of today and the static files for when there is no internet. Nothing else is kept.
const PERSONAL = 'dvb-day', FILES = 'dvb-files', DAY = '/diena';
const ANOTHER_PERSON = /^\/(iziet|ieiet|demo\/ieiet|profils\/organizacija|s\/.+)$/;

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));

addEventListener('fetch', event => {
  const {request} = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'POST') {
    if (ANOTHER_PERSON.test(url.pathname)) event.waitUntil(caches.delete(PERSONAL));
    return;
  }
  if (request.method !== 'GET') return;
  if (url.pathname.startsWith('/static/')) event.respondWith(file(request, url));
  else if (url.pathname === DAY && request.mode === 'navigate') event.respondWith(day(request, url));
});

// Addresses change with the content, so what is kept is right; an older version of the same file goes.
async function file(request, url) {
  const kept = await caches.open(FILES), found = await kept.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) {
    for (const old of await kept.keys()) if (new URL(old.url).pathname === url.pathname) await kept.delete(old);
    await kept.put(request, answer.clone());
  }
  return answer;
}

async function day(request, url) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && !url.search) (await caches.open(PERSONAL)).put(DAY, answer.clone());
    return answer;
  } catch {
    const kept = await caches.match(DAY);
    if (!kept) return Response.error();
    return new Response((await kept.text()).replace('<html ', '<html data-kept '), {headers: kept.headers});
  }
}
