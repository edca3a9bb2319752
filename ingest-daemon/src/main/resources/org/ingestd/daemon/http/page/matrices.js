// SPDX-License-Identifier: Apache-2.0
// Nights by sources, and sources by destinations.

import { read, rucioWeb } from './api.js';
import { age, bytes, element, empty, files, number, table, visible } from './dom.js';

/** A view that shows a table anew when what it shows has changed. */
function tableView(heading, words, ask, make) {
  return {
    title: heading,
    async show(view) {
      const place = element('div', {});
      view.replaceChildren(element('h1', {}, heading), element('p', { class: 'quiet' }, words), place);
      let told = null;
      return async (status) => {
        const answer = await ask();
        const text = JSON.stringify([answer, status.files]);
        if (text === told) return;
        told = text;
        place.replaceChildren(make(answer, status));
      };
    },
  };
}

const nightText = (night) => `${night.slice(0, 4)}-${night.slice(4, 6)}-${night.slice(6)}`;

function nightCell(one) {
  if (!one) return element('span', { class: 'quiet' }, '–');
  const missing = one.missing ?? 0;
  const mood = one.problems > 0 || missing > 0 ? 'bad' : one.safe < one.arrived || !one.complete ? 'warn' : 'good';
  const words = [
    `${number(one.safe)} of ${number(one.arrived)} safe`,
    one.safe < one.registered ? `${number(one.registered)} registered` : null,
    one.expected !== undefined ? `${number(one.expected)} expected` : null,
    missing > 0 ? `${number(missing)} missing` : null,
    one.problems > 0 ? `${files(one.problems)} with a problem` : null,
    bytes(one.bytes),
  ].filter(Boolean);
  return element('a', { class: `night ${mood}`, href: `#/files?source=${encodeURIComponent(one.source)}&night=${one.night}`, title: one.waitsFor ? `waits for: ${one.waitsFor}` : 'complete' },
    words.map((text, i) => element(i === 0 ? 'strong' : 'span', {}, text)));
}

export const nights = tableView(
  'Nights',
  'Every night of every source: how many files arrived, were registered and are safe, and how many are missing where something says how many there should be.',
  () => read('api/nights'),
  ({ nights: all }) => {
    if (all.length === 0) return empty('No night is known yet: a night is counted from its first file on.');
    const sources = [...new Set(all.map((one) => one.source))].sort();
    const dates = [...new Set(all.map((one) => one.night))].sort().reverse();
    const byPlace = new Map(all.map((one) => [`${one.night} ${one.source}`, one]));
    return table('Nights by sources', ['Night', ...sources], dates.map((night) => [element('strong', {}, nightText(night)), ...sources.map((source) => nightCell(byPlace.get(`${night} ${source}`)))]), { wide: true });
  });

const RULE_STATES = { OK: 'good', REPLICATING: 'warn', INJECT: 'warn' };

function oldestRule(oldest, web) {
  const id = element('code', {}, visible(oldest.rule.slice(0, 8)));
  const href = web.rule(oldest.rule);
  return [
    element('span', {}, 'the oldest for ', age(oldest.since), ': ', href ? element('a', { href, target: '_blank', rel: 'noopener noreferrer', title: oldest.rule }, 'rule ', id) : element('span', { title: oldest.rule }, 'rule ', id)),
    oldest.error ? element('span', { class: 'detail' }, `Rucio says: ${visible(oldest.error)}`) : null,
  ];
}

function rulesInState(tally, web) {
  const locks = tally.locks;
  const all = locks.ok + locks.replicating + locks.stuck;
  return element('div', { class: `night ${RULE_STATES[tally.state] ?? 'bad'}` },
    element('strong', {}, `${number(tally.rules)} ${tally.rules === 1 ? 'rule' : 'rules'} ${tally.state}`),
    element('span', {}, `${files(tally.files)}, ${bytes(tally.bytes)}`),
    element('span', {}, `copies: ${number(locks.ok)} of ${number(all)} there`),
    locks.replicating > 0 ? element('span', {}, `${number(locks.replicating)} on their way`) : null,
    locks.stuck > 0 ? element('span', {}, `${number(locks.stuck)} stuck`) : null,
    tally.oldest ? oldestRule(tally.oldest, web) : null);
}

/** Only 100 % is called so. */
function share(part, whole) {
  const percent = (100 * part) / whole;
  return part === whole ? '100 %' : `${Math.floor(percent * 10) / 10} %`;
}

function lately(copies) {
  const { hour, day } = copies ?? {};
  if (!day) return element('span', { class: 'quiet' }, 'nothing came in 24 h');
  const tried = day.came + day.failed;
  const files = `came: ${number(hour.came)} in 1 h, ${number(day.came)} in 24 h (${number(Math.round(day.came / 2.4) / 10)} an hour)`;
  return [
    element('span', { class: 'quiet' }, tried > 0 ? `${files}; ${share(day.came, tried)} of ${number(tried)} did not get stuck` : files),
    element('span', { class: 'quiet' }, `bytes seen to have come: ${bytes(hour.bytes)} in 1 h, ${bytes(day.bytes)} in 24 h`),
  ];
}

function destinationCell(tallies, copies, web) {
  if (tallies.length === 0) return element('span', { class: 'quiet' }, '–');
  const order = [...tallies].sort((one, other) => (one.state === 'OK') - (other.state === 'OK'));
  return element('div', { class: 'rules' }, order.map((tally) => rulesInState(tally, web)), lately(copies));
}

export const transfers = tableView(
  'Transfers',
  'What Rucio last said of the rules of each source, by destination. Files and bytes are those of the datasets under the rules. What came and what got stuck is counted as the daemon asks: never more than it knows.',
  async () => ({ ...(await read('api/rules')), web: await rucioWeb() }),
  ({ rules, copies, web }, status) => {
    if (rules.length === 0) return empty('No rule has been made yet.');
    const name = (rule) => rule.source ?? 'rules on single files';
    const sources = [...new Set(rules.map(name))].sort();
    const destinations = [...new Set(rules.map((rule) => rule.expression))].sort();
    const waiting = ['REGISTERED', 'PROTECTED'].map((one) => status.files[one].oldest).filter(Boolean).sort()[0];
    const at = (all, source, to) => all.filter((one) => name(one) === source && one.expression === to);
    const cell = (source, to) => destinationCell(at(rules, source, to), at(copies, source, to)[0], web);
    const matrix = table('Sources by destinations', ['Source', ...destinations], sources.map((source) => [element('strong', {}, source), ...destinations.map((to) => cell(source, to))]), { wide: true });
    return element('div', {}, waiting ? element('p', {}, 'The registered file that has waited longest for its copies waits for ', age(waiting), '.') : null, matrix);
  });
