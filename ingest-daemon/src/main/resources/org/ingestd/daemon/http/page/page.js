// SPDX-License-Identifier: Apache-2.0
// Shows what /api/status, /api/files and /api/events say. Text goes in as text, never as HTML: file names are hostile.

const REFRESH_MILLIS = 2000;
const EVENTS_SHOWN = 100;
const STATES = ['SIGHTED', 'SETTLED', 'DIGESTED', 'REGISTERED', 'PROTECTED', 'SAFE', 'RELEASED', 'QUARANTINED', 'VANISHED'];
const MEANINGS = {
  SIGHTED: 'seen; may still be being written',
  SETTLED: "complete by the source's own signals, and forced to disk",
  DIGESTED: 'read once; size and checksums recorded; unchanged while read',
  REGISTERED: 'Rucio has the replica, in the right dataset, with our size and checksum (read back; its path too wherever the DID may have been there before)',
  PROTECTED: 'every wanted rule exists and covers this file',
  SAFE: 'enough verified copies exist on permanent storage, and the source replica has our path',
  RELEASED: "source may go or is gone, by the source's own wish",
  QUARANTINED: 'needs a person; says why and what to do',
  VANISHED: 'gone before it was registered',
};
const ALARMING = new Set(['QUARANTINED', 'VANISHED']);

const at = (id) => document.getElementById(id);
const plain = new Intl.NumberFormat('en');

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function bytes(count) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

function seconds(count) {
  if (count < 120) return `${Math.round(count)} s`;
  if (count < 7200) return `${Math.round(count / 60)} min`;
  return count < 172800 ? `${Math.round(count / 3600)} h` : `${Math.round(count / 86400)} d`;
}

function age(since) {
  return seconds(Math.max(0, Math.round((Date.now() - Date.parse(since)) / 1000)));
}

function utc(instant) {
  const time = element('time', `${instant.slice(0, 19).replace('T', ' ')} UTC`);
  time.dateTime = instant;
  time.title = `${new Date(instant).toLocaleString()} local time`;
  return time;
}

function stateBox(state, tally) {
  const box = element('li');
  box.title = MEANINGS[state];
  if (ALARMING.has(state) && tally.count > 0) box.classList.add('has-warn');
  box.append(element('div', state, 'name'), element('div', plain.format(tally.count), 'count'));
  const more = tally.count === 0 ? MEANINGS[state] : `${bytes(tally.bytes)}${tally.oldest ? `, oldest ${age(tally.oldest)}` : ''}`;
  box.append(element('div', more, 'more'));
  return box;
}

function mood(status) {
  const files = status.files;
  const loud = Object.entries(status.severity ?? {}).some(([, severity]) => severity === 'critical');
  if (files.QUARANTINED.count > 0 || loud) return 'bad';
  return status.unsafe.count > 0 || Object.keys(status.problems ?? {}).length > 0 ? 'warn' : 'good';
}

function sourceCard(source) {
  const card = element('article', undefined, 'card');
  card.append(element('h3', source.name), element('p', source.path, 'quiet'));
  if (source.online === false) card.append(element('p', `offline: ${source.why}`, 'level-critical'));
  if (source.lastScan) {
    const scan = element('p', 'last scan ');
    scan.append(utc(source.lastScan));
    card.append(scan);
  }
  const ignored = Object.entries(source.ignored ?? {}).filter(([, count]) => count > 0);
  if (ignored.length > 0) {
    card.append(element('p', `ignored: ${ignored.map(([kind, count]) => `${plain.format(count)} ${kind}`).join(', ')}`, 'quiet'));
  }
  return card;
}

function replayCard(replay) {
  const card = element('article', undefined, 'card');
  card.append(element('h3', `replay ${replay.id} of ${replay.source}: ${replay.state}`));
  const total = replay.total;
  card.append(element('p', total === undefined ? 'counting its files' : `${plain.format(replay.looked)} of ${plain.format(total)} files looked at`));
  const counts = Object.entries(replay.counts ?? {});
  if (counts.length > 0) card.append(element('p', counts.map(([outcome, count]) => `${plain.format(count)} ${outcome}`).join(', '), 'quiet'));
  if (total > 0) {
    const bar = element('progress');
    bar.max = total;
    bar.value = replay.looked;
    card.append(bar);
  }
  if (replay.seconds && replay.state === 'running') card.append(element('p', `about ${seconds(replay.seconds)} left`));
  return card;
}

function problemCard(code, files, status) {
  const card = element('article', undefined, 'card');
  const count = status.problems[code];
  const level = status.severity?.[code] ?? 'warning';
  card.append(element('h3', `${code}: ${plain.format(count)} ${count === 1 ? 'file' : 'files'}`, `level-${level}`));
  const first = files.find((file) => file.problem === code);
  if (first) {
    card.append(element('p', first.hint));
    const since = element('p', 'e.g. ', 'quiet');
    since.append(element('code', `${first.source}: ${first.path}`), document.createTextNode(' since '), utc(first.since));
    card.append(since);
    if (first.detail) card.append(element('p', first.detail));
  }
  return card;
}

async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function show() {
  const status = await read('api/status');
  at('verdict').textContent = status.verdict;
  at('verdict').className = mood(status);
  at('instance').textContent = status.instance;
  at('version').textContent = status.version;
  at('rucio').textContent = status.rucio ? `Rucio ${status.rucio.version ?? ''} ${status.rucio.url} (circuit ${status.rucio.circuit ?? 'unknown'})${status.rucio.signInProblem ? `; sign-in ${status.rucio.signIn}: ${status.rucio.signInProblem}` : ''}` : '';
  document.title = `${status.unsafe.count === 0 ? '✓' : plain.format(status.unsafe.count)} · ingestd ${status.instance}`;
  at('states').replaceChildren(...STATES.map((state) => stateBox(state, status.files[state])));
  at('sources').replaceChildren(...status.sources.map(sourceCard));
  at('replays-section').hidden = !status.replays;
  at('replays').replaceChildren(...(status.replays ?? []).map(replayCard));
  await showAttention(status);
}

async function showAttention(status) {
  const codes = Object.keys(status.problems ?? {});
  if (codes.length === 0) {
    at('attention').replaceChildren(element('p', 'Nothing does.', 'quiet'));
    return;
  }
  const { files } = await read('api/files?state=QUARANTINED&limit=200');
  const cards = element('div', undefined, 'cards');
  cards.append(...codes.map((code) => problemCard(code, files, status)));
  at('attention').replaceChildren(cards);
}

function follow() {
  const stream = new EventSource('api/events');
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    const line = element('li');
    line.append(utc(event.at), element('span', `${[event.source, event.path].filter(Boolean).join(': ')} `), element('span', event.text, `level-${event.level}`));
    at('events').prepend(line);
    while (at('events').childElementCount > EVENTS_SHOWN) at('events').lastElementChild.remove();
  };
}

async function keepShowing() {
  try {
    await show();
    at('fresh').textContent = `updated ${new Date().toISOString().slice(11, 19)} UTC`;
  } catch (fault) {
    at('fresh').textContent = `ingestd does not answer (${fault.message})`;
    at('verdict').className = 'bad';
  }
  setTimeout(keepShowing, REFRESH_MILLIS);
}

keepShowing();
follow();
