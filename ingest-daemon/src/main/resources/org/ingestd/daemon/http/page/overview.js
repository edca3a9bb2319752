// SPDX-License-Identifier: Apache-2.0
// The first view: the sentence, the strip of states, charts, what needs a person, sources, replays, last events.

import { problemCards } from './attention.js';
import { read } from './api.js';
import { chartSection, drawCharts } from './charts.js';
import { age, at, bytes, element, empty, files, MEANINGS, number, seconds, STATES, utc, visible } from './dom.js';
import { drawSources } from './sources.js';

const ALARMING = new Set(['QUARANTINED', 'VANISHED']);
// Nothing waits there, so that the oldest says nothing.
const AT_REST = new Set(['SAFE', 'RELEASED', 'VANISHED']);
const EVENTS_SHOWN = 100;
const CHARTS_EVERY = 30_000;

function stateBox(name, tally) {
  const loud = ALARMING.has(name) && tally.count > 0;
  const box = element('a', { href: `#/files?state=${name}&order=newest`, class: `box${loud ? ' has-warn' : ''}`, title: MEANINGS[name] },
    element('span', { class: 'name' }, name),
    element('span', { class: 'count' }, number(tally.count)),
    element('span', { class: 'more' }, tally.count === 0 ? '' : [`${bytes(tally.bytes)}`, tally.oldest && !AT_REST.has(name) ? [', oldest ', age(tally.oldest)] : null].flat()));
  return element('li', {}, box);
}

// A line that begins with the code of a problem is of the journal: nothing new is taken meanwhile.
const isLoud = (line) => line.startsWith('JOURNAL_FULL');

function inTheWayCard(line) {
  return element('article', { class: `card problem level-border-${isLoud(line) ? 'critical' : 'warning'}` },
    element('h3', {}, 'In the way of all files'),
    element('p', {}, visible(line)));
}

const nothing = (status) => ((status.degraded ?? []).length > 0 ? '' : empty('Nothing does.'));

export function mood(status) {
  const loud = Object.values(status.severity ?? {}).some((severity) => severity === 'critical');
  if (status.files.QUARANTINED.count > 0 || loud || (status.degraded ?? []).some(isLoud)) return 'bad';
  return status.unsafe.count > 0 || status.night?.missing > 0 || (status.degraded ?? []).length > 0 || Object.keys(status.problems ?? {}).length > 0 ? 'warn' : 'good';
}

export function replayCard(replay) {
  const total = replay.total;
  const counts = Object.entries(replay.counts ?? {});
  return element('article', { class: 'card' },
    element('h3', {}, `replay ${replay.id} of ${replay.source}: ${replay.state}`),
    element('p', {}, total === undefined ? 'counting its files' : `${number(replay.looked)} of ${files(total)} looked at`),
    counts.length > 0 ? element('p', { class: 'quiet' }, counts.map(([outcome, count]) => `${number(count)} ${outcome}`).join(', ')) : null,
    total > 0 ? element('progress', { max: total, value: replay.looked, 'aria-label': `replay ${replay.id}` }) : null,
    replay.seconds && replay.state === 'running' ? element('p', {}, `about ${seconds(replay.seconds)} left`) : null);
}

const events = [];

/** Kept from view to view; the stream begins again with what the daemon still has. */
export function remember(event) {
  events.unshift(event);
  events.length = Math.min(events.length, EVENTS_SHOWN);
  const list = at('events');
  if (list) {
    list.prepend(eventLine(event));
    while (list.childElementCount > EVENTS_SHOWN) list.lastElementChild.remove();
  }
}

function eventLine(event) {
  const where = [event.source, event.path].filter(Boolean).join(': ');
  return element('li', {}, utc(event.at), element('bdi', {}, where ? `${visible(where)} ` : ''), element('span', { class: `level-${event.level}` }, visible(event.text)));
}

export const title = 'Overview';

export async function show(view, parameters, id, showNow) {
  const verdict = element('h1', { id: 'verdict' }, '…');
  view.replaceChildren(
    verdict,
    element('section', { 'aria-labelledby': 'states-title' }, element('h2', { id: 'states-title' }, 'Files'), element('ol', { id: 'states', class: 'strip' })),
    element('section', { 'aria-labelledby': 'attention-title' }, element('h2', { id: 'attention-title' }, 'Needs a person'), element('div', { id: 'in-the-way', class: 'cards one' }), element('div', { id: 'attention' })),
    chartSection(),
    element('section', { 'aria-labelledby': 'sources-title' }, element('h2', { id: 'sources-title' }, 'Sources'), element('div', { id: 'sources', class: 'cards' })),
    element('section', { 'aria-labelledby': 'replays-title', id: 'replays-section', hidden: true }, element('h2', { id: 'replays-title' }, 'Replays'), element('div', { id: 'replays', class: 'cards' })),
    element('section', { 'aria-labelledby': 'events-title' }, element('h2', { id: 'events-title' }, 'Last events'), element('ol', { id: 'events', class: 'events', tabindex: '0', 'aria-labelledby': 'events-title' }, events.map(eventLine))));
  let told = '';
  let charted = 0;
  return async (status) => {
    verdict.textContent = status.verdict;
    verdict.className = mood(status);
    const { problems } = await read('api/problems');
    const text = JSON.stringify([status.files, status.sources, status.replays, status.degraded, problems]);
    if (text !== told) {
      told = text;
      at('states').replaceChildren(...STATES.map((name) => stateBox(name, status.files[name])));
      drawSources(at('sources'), status.sources, showNow);
      at('replays-section').hidden = !status.replays;
      at('replays').replaceChildren(...(status.replays ?? []).map(replayCard));
      at('in-the-way').replaceChildren(...(status.degraded ?? []).map(inTheWayCard));
      at('attention').replaceChildren(problems.length === 0 ? nothing(status) : problemCards(problems, { actable: false }));
    }
    if (Date.now() - charted > CHARTS_EVERY) {
      charted = Date.now();
      await drawCharts();
    }
  };
}

