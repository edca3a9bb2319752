// SPDX-License-Identifier: Apache-2.0
// Makes elements. Text goes in as text, never as HTML: file names are hostile.

const plain = new Intl.NumberFormat('en');
// Control and format characters (line ends, other writing directions, escape sequences) must not draw.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export const at = (id) => document.getElementById(id);
export const number = (count) => plain.format(count);

/** Letters for what cannot be seen. */
export function visible(text) {
  return String(text).replace(UNSEEN, (one) => `\\u{${one.codePointAt(0).toString(16)}}`);
}

/**
 * An element with children; strings become text. Attributes: class, and any other by its name; those that are
 * undefined or false are left out.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

export function bytes(count) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

export const files = (count) => `${number(count)} ${count === 1 ? 'file' : 'files'}`;

export function seconds(count) {
  if (count < 120) return `${Math.round(count)} s`;
  if (count < 7200) return `${Math.round(count / 60)} min`;
  return count < 172800 ? `${Math.round(count / 3600)} h` : `${Math.round(count / 86400)} d`;
}

function ageText(since) {
  return seconds(Math.max(0, (Date.now() - Date.parse(since)) / 1000));
}

/** How long ago; kept up to date by keepAges. */
export function age(since) {
  return element('span', { 'data-since': since, title: `since ${utcText(since)}` }, ageText(since));
}

export function keepAges() {
  for (const each of document.querySelectorAll('[data-since]')) {
    const text = ageText(each.dataset.since);
    if (each.textContent !== text) each.textContent = text;
  }
}

export const utcText = (instant) => `${instant.slice(0, 19).replace('T', ' ').replace('Z', '')} UTC`;

/** UTC, with local time on hover. */
export function utc(instant) {
  return element('time', { datetime: instant, title: `${new Date(instant).toLocaleString()} local time` }, utcText(instant));
}

/** A file's name, in a writing direction of its own, as a link to its history. */
export function fileLink(file, key) {
  return element('a', { href: `#/file/${file.id}`, class: 'path', 'data-key': key }, element('bdi', {}, visible(file.path)));
}

export function state(name) {
  return element('span', { class: `state state-${name}`, title: MEANINGS[name] }, name);
}

/** Draws anew without taking the keyboard's place away: what had the focus is known by its data-key. */
export function redraw(place, ...children) {
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...children);
  focusOn(key);
}

/** Nothing where nothing has this key (any more). */
export function focusOn(key) {
  if (key !== undefined) document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** A table with a caption for those who cannot see the heading; rows are lists of cells. */
export function table(caption, heads, rows, { wide = false } = {}) {
  const head = element('thead', {}, element('tr', {}, heads.map((text) => element('th', { scope: 'col' }, text))));
  const body = element('tbody', {}, rows.map((cells) => element('tr', {}, cells.map((cell, i) => td(cell, heads[i])))));
  const made = element('table', { class: wide ? 'wide' : 'stack' }, element('caption', {}, caption), head, body);
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, made);
}

function td(cell, label) {
  const isNumber = typeof cell === 'number';
  return element('td', { 'data-label': label, class: isNumber ? 'number' : undefined }, element('div', {}, isNumber ? number(cell) : cell ?? ''));
}

let silence = 0;

/** Says something to everybody, screen readers included; it goes by itself. */
export function say(text) {
  clearTimeout(silence);
  at('said').textContent = text;
  silence = setTimeout(() => { at('said').textContent = ''; }, 8000);
}

/** What to type in a terminal, with a button that copies it. */
export function commandLine(text) {
  return element('p', { class: 'buttons' }, element('code', {}, visible(text)), element('button', { type: 'button', click: async () => {
    await navigator.clipboard.writeText(text);
    say('Copied.');
  } }, 'Copy'));
}

export function empty(text) {
  return element('p', { class: 'quiet' }, text);
}

export const STATES = ['SIGHTED', 'SETTLED', 'DIGESTED', 'REGISTERED', 'PROTECTED', 'SAFE', 'RELEASED', 'QUARANTINED', 'VANISHED'];
export const MEANINGS = {
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
