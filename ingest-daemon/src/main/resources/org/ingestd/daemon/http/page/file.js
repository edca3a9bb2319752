// SPDX-License-Identifier: Apache-2.0
// One file with all that is known of it.

import { read, rucioWeb } from './api.js';
import { hintText } from './attention.js';
import { age, bytes, commandLine, element, empty, number, state, table, utc, visible } from './dom.js';
import { actButtons, actsFor } from './operator.js';

export const title = 'File';

/** Code that leads to the site's Rucio web, where that is known. */
function linked(text, href) {
  const code = element('code', {}, visible(text));
  return href ? element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, code) : code;
}

function facts(file, web) {
  const pairs = [
    ['Source', visible(file.source)],
    ['Size', `${bytes(file.size)} (${number(file.size)} bytes)`],
    ['Last written', utc(file.mtime)],
    ...Object.entries(file.digests ?? {}).map(([algorithm, value]) => [algorithm, element('code', {}, value)]),
    file.name ? ['DID', linked(`${file.scope}:${file.name}`, web.did(file.scope, file.name))] : null,
    file.dataset ? ['Dataset', linked(`${file.scope}:${file.dataset}`, web.did(file.scope, file.dataset))] : null,
    file.rse ? ['RSE', file.rse] : null,
    file.pfn ? ['PFN', element('code', {}, visible(file.pfn))] : null,
    ['Lane', file.lane],
    ['Generation', String(file.generation)],
    file.attempts > 0 ? ['Failed attempts', String(file.attempts)] : null,
    file.due ? ['Next look', utc(file.due)] : null,
  ];
  return element('dl', { class: 'facts' }, pairs.filter(Boolean).map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

function problem(file) {
  if (!file.problem) return null;
  return element('div', { class: `card problem level-border-${file.severity}` },
    element('p', {}, element('strong', { class: `level-${file.severity}` }, file.problem), ' ', hintText(file.hint)),
    file.detail ? element('p', { class: 'detail' }, visible(file.detail)) : null);
}

function history(lines) {
  return table('History', ['At', 'From', 'To', 'Why'], lines.map((line) => [utc(line.at), line.from ? state(line.from) : '', state(line.to), element('bdi', {}, visible(line.reason), line.generation > 1 ? element('span', { class: 'quiet' }, ` (generation ${line.generation})`) : null)]));
}

function rules(lines, web) {
  return lines.length === 0 ? empty('No rule is known.') : table('Rules', ['Rule', 'To', 'Copies', 'State', 'Locks ok', 'Replicating', 'Stuck', 'Rucio says'],
    lines.map((rule) => [linked(rule.id, web.rule(rule.id)), rule.expression, rule.copies, rule.state, rule.locksOk, rule.locksReplicating, rule.locksStuck, visible(rule.error ?? '')]));
}

function replicas(lines) {
  return lines.length === 0 ? empty('No copy is known.') : table('Copies', ['RSE', 'State', 'Size and checksum confirmed by'], lines.map((replica) => [replica.rse, replica.state, replica.verified]));
}

/** FTS's own page of a job, where Rucio told its address; nothing else is made a link. */
function jobLink(one) {
  if (!one.job) return '';
  const id = element('code', {}, visible(one.job));
  const host = /^https:\/\/([A-Za-z0-9.-]+)(:\d+)?\/?$/.exec(one.host ?? '')?.[1];
  return host ? element('a', { href: `https://${host}:8449/fts3/ftsmon/#/job/${encodeURIComponent(one.job)}`, target: '_blank', rel: 'noopener noreferrer' }, id) : id;
}

function transferTable(transfers) {
  return transfers.length === 0 ? empty('No copy was on its way when ingestd looked last.') : table('Transfers', ['To', 'State', 'Tries before', 'From', 'FTS job', 'Rucio says'],
    transfers.map((one) => (one.state ? [one.rse, one.state, one.retries, one.from ?? '', jobLink(one), visible(one.error ?? '')] : [one.rse, 'no transfer any more', '', '', '', ''])));
}

function transfers(file) {
  const place = element('div', { id: 'transfers', 'aria-live': 'polite' });
  const ask = element('button', { type: 'button', id: 'ask-transfers', click: async () => {
    ask.disabled = true;
    try {
      const { at, transfers: found, error } = await read(`api/files/${file.id}/transfers`);
      place.replaceChildren(element('p', { class: 'quiet' }, 'Asked at ', utc(at)), transferTable(found), error ? element('p', { class: 'level-critical' }, visible(error)) : '');
    } catch (fault) {
      place.replaceChildren(element('p', { class: 'level-critical' }, visible(fault.message)));
    }
    ask.disabled = false;
  } }, 'Ask Rucio for the transfers');
  return [element('p', { class: 'buttons' }, ask), place];
}

export async function show(view, parameters, id) {
  const web = await rucioWeb();
  let told = null;
  const refresh = async () => {
    const file = await read(`api/files/${id}`);
    const text = JSON.stringify(file);
    if (text === told) return;
    told = text;
    view.replaceChildren(
      element('h1', { class: 'path' }, element('bdi', {}, visible(file.path))),
      element('p', {}, state(file.state), ' for ', age(file.since), ' — ', element('bdi', {}, visible(file.reason))),
      problem(file) ?? '',
      element('p', { class: 'buttons', id: 'acts' }, actButtons(actsFor(file), 1, () => [file.id], refresh)),
      facts(file, web),
      element('h2', {}, 'History'), history(file.history),
      element('h2', {}, 'Rules'), rules(file.rules, web),
      element('h2', {}, 'Copies'), replicas(file.replicas), ...transfers(file),
      ...(file.metadata ? [element('h2', {}, 'Metadata'), element('pre', { tabindex: '0' }, visible(JSON.stringify(file.metadata.content)))] : []),
      element('h2', {}, 'On the command line'), commandLine(`ingestd files show ${file.id}`));
  };
  await refresh();
  return refresh;
}
