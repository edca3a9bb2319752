// SPDX-License-Identifier: Apache-2.0
// Where each source stands, and what may be done to it.

import { age, element, number, redraw, visible } from './dom.js';
import { sourceButtons } from './operator.js';

function standing(source) {
  // A paused source is called offline by the daemon, in the same words, once it comes to look.
  const lines = [];
  if (source.paused) lines.push(element('p', { class: 'level-warning' }, visible(source.paused)));
  if (source.online === false && source.why !== source.paused) lines.push(element('p', { class: 'level-critical' }, `offline: ${visible(source.why)}`));
  if (lines.length === 0) lines.push(element('p', { class: 'level-good' }, 'online'));
  return lines;
}

function sourceCard(source, changed) {
  const ignored = Object.entries(source.ignored ?? {}).filter(([, count]) => count > 0);
  return element('article', { class: 'card' },
    element('h3', {}, element('a', { href: `#/files?source=${encodeURIComponent(source.name)}&order=newest`, 'data-key': `source ${source.name}` }, source.name)),
    element('p', { class: 'quiet' }, visible(source.path)),
    standing(source),
    source.lastScan ? element('p', {}, 'last scan ', age(source.lastScan), ' ago') : element('p', { class: 'quiet' }, 'not scanned yet'),
    ignored.length > 0 ? element('p', { class: 'quiet' }, `ignored: ${ignored.map(([kind, count]) => `${number(count)} ${kind}`).join(', ')}`) : null,
    element('p', { class: 'buttons' }, sourceButtons(source, changed)));
}

export function drawSources(place, sources, changed) {
  redraw(place, ...sources.map((source) => sourceCard(source, changed)));
}
