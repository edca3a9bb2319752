// SPDX-License-Identifier: Apache-2.0
// What the verb verify found last, and how to run it again.

import { read } from './api.js';
import { age, commandLine, element, empty, files, number, redraw, table, utc, visible } from './dom.js';
import { verifyButton } from './operator.js';

const READ = { none: 'no bytes were read again', sample: 'the bytes of a sample were read again', all: 'all bytes were read again' };

/** As a shell takes it for one word. */
const word = (text) => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A file of the source by its path; what is no text cannot be looked for. */
function where(example) {
  if (!example.path) return element('bdi', {}, visible(`${example.scope}:${example.name}`));
  const name = element('bdi', {}, visible(example.path));
  return example.pathBytes ? name : element('a', { class: 'path', href: `#/files?${new URLSearchParams({ source: example.source, q: example.path })}` }, name);
}

function first(one) {
  if (one.examples.length === 0) return element('span', { class: 'quiet' }, 'not kept');
  return element('ul', { class: 'examples' },
    one.examples.map((example) => element('li', {}, where(example), element('span', { class: 'detail' }, `${visible(example.evidence)}; right: ${visible(example.who)}`))),
    one.count > one.examples.length ? element('li', { class: 'quiet' }, `and ${number(one.count - one.examples.length)} more`) : null);
}

function differences(source) {
  if (source.differences.length === 0) return element('p', { class: 'level-good' }, 'Disk, journal and Rucio agreed.');
  return table(`Differences in ${source.source}`, ['Kind', 'Count', 'The first', 'What to do'],
    source.differences.map((one) => [element('strong', { class: 'level-critical' }, one.kind), one.count, first(one), visible(one.hint)]));
}

/** What the daemon does about this source now, and how its last try went. */
function standing(source, { underWay, failed }) {
  if (underWay?.source === source) return element('p', { class: 'level-warning' }, 'It is being compared, since ', age(underWay.since), '.');
  if (failed?.source === source) return element('p', { class: 'level-critical' }, 'The comparison that ended at ', utc(failed.at), ` came to no result: ${visible(failed.why)}`);
  return null;
}

function section(source, file, report, showNow) {
  const again = `ingestd --config ${word(file)} verify --source ${word(source.source)}`;
  return element('section', {}, element('h2', {}, source.source),
    source.at
      ? [
        element('p', {}, 'Compared at ', utc(source.at), ' (', age(source.at), ` ago): ${files(source.files)}; ${READ[source.read]}.`),
        source.read === 'all' ? null : element('p', { class: 'quiet' }, source.deepAt ? ['All bytes were last read again at ', utc(source.deepAt), '.'] : 'No run has read all bytes yet.'),
        differences(source),
      ]
      : empty('It was never compared.'),
    standing(source.source, report),
    element('p', { class: 'buttons' }, verifyButton(source.source, showNow)),
    element('p', { class: 'quiet' }, 'The same on the command line, and to read all bytes again:'),
    commandLine(again), commandLine(`${again} --deep`));
}

export const title = 'Verify';

export async function show(view, parameters, id, showNow) {
  const place = element('div', {});
  view.replaceChildren(element('h1', {}, 'What verify found'),
    element('p', { class: 'quiet' }, 'Disk, journal and Rucio as they were compared last, from here, by hand or by a timer. It only reports.'), place);
  const { file } = await read('api/config');
  let told = null;
  return async () => {
    const report = await read('api/verify');
    const text = JSON.stringify(report);
    if (text === told) return;
    told = text;
    redraw(place, ...report.sources.map((source) => section(source, file, report, showNow)));
  };
}
