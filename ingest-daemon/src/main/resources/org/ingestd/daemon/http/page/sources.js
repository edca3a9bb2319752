// SPDX-License-Identifier: Apache-2.0
// Where each source stands, and what may be done to it.

import { age, bytes, element, fileLink, files, number, redraw, seconds, visible } from './dom.js';
import { sourceButtons } from './operator.js';

function standing(source) {
  // A paused source is called offline by the daemon, in the same words, once it comes to look.
  const lines = [];
  if (source.paused) lines.push(element('p', { class: 'level-warning' }, visible(source.paused)));
  if (source.online === false && source.why !== source.paused) lines.push(element('p', { class: 'level-critical' }, `offline: ${visible(source.why)}`));
  if (lines.length === 0) lines.push(element('p', { class: 'level-good' }, 'online'));
  return lines;
}

const WATCHED = {
  events: 'events, and a rescan every',
  some_events: 'events of some directories only (the kernel gives no more), and a rescan every',
  rescans: 'rescan only, every',
  listings: 'listing over SFTP every',
};

const YEAR = 365 * 86400;
const inTime = (count) => (count > YEAR ? 'more than a year' : `about ${seconds(count)}`);

/** Of the disk; nothing where nobody knows it. */
function roomLine(room) {
  if (!room) return null;
  const free = `free: ${bytes(room.free)} of ${bytes(room.size)}`;
  if (room.full === undefined) return element('p', {}, free);
  return element('p', { class: room.full < 86400 ? 'level-warning' : undefined }, `${free}, full in ${inTime(room.full)} at this rate`);
}

function inflowLines(source) {
  const { lastFile, lastHour, room } = source;
  return [
    lastFile ? element('p', {}, 'last file ', age(lastFile.sighted), ' ago: ', fileLink(lastFile, `last file of ${source.name}`)) : element('p', { class: 'quiet' }, 'no file yet'),
    element('p', {}, `in the last hour: ${lastHour.files === 0 ? 'nothing' : `${files(lastHour.files)}, ${bytes(lastHour.bytes)}`}`),
    roomLine(room),
  ];
}

function sourceCard(source, changed) {
  const ignored = Object.entries(source.ignored ?? {}).filter(([, count]) => count > 0);
  const watched = WATCHED[source.watch];
  return element('article', { class: 'card' },
    element('h3', {}, element('a', { href: `#/files?source=${encodeURIComponent(source.name)}&order=newest`, 'data-key': `source ${source.name}` }, source.name)),
    element('p', { class: 'quiet' }, visible(source.path)),
    standing(source),
    inflowLines(source),
    element('p', {}, source.lastScan ? ['last scan ', age(source.lastScan), ' ago'] : 'not scanned yet', watched ? `; ${watched} ${seconds(source.rescan)}` : null),
    ignored.length > 0 ? element('p', { class: 'quiet' }, `ignored: ${ignored.map(([kind, count]) => `${number(count)} ${kind}`).join(', ')}`) : null,
    element('p', { class: 'buttons' }, sourceButtons(source, changed)));
}

export function drawSources(place, sources, changed) {
  redraw(place, ...sources.map((source) => sourceCard(source, changed)));
}
