// SPDX-License-Identifier: Apache-2.0
// What is in the way of files, grouped, with why, since when, what to do, and the buttons.

import { read } from './api.js';
import { age, element, empty, fileLink, files, state, utc, visible } from './dom.js';
import { actButtons, idsWith } from './operator.js';

/** Code in the hints stands between backquotes. */
export function hintText(hint) {
  return hint.split('`').map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));
}

function actsForGroup(group) {
  if (group.problem === 'HELD') return ['release'];
  if (group.problem === 'ACCEPTED') return ['retry'];
  return group.kind === 'person' ? ['retry', 'accept', 'hold'] : ['retry', 'hold'];
}

function exampleLine(file) {
  return element('li', {}, `${visible(file.source)}: `, fileLink(file), ' ', state(file.state), ' since ', utc(file.since), file.detail ? element('span', { class: 'detail' }, visible(file.detail)) : null);
}

/** A SAFE file stands in its state for longer than it has its problem; its history tells since when. */
function waitsSince(group) {
  return group.files[0].state === 'SAFE' ? '.' : element('span', {}, ', the oldest for ', age(group.since), ' (', utc(group.since), ')');
}

function card(group, { actable, changed }) {
  const more = group.count > group.files.length;
  return element('article', { class: `card problem level-border-${group.severity}` },
    element('h3', {}, element('span', { class: `level-${group.severity}` }, group.problem), ` · ${files(group.count)}`),
    element('p', {}, element('strong', {}, group.sentence), ' ', hintText(group.hint)),
    element('p', { class: 'quiet' }, group.kind === 'wait' ? 'Tried again by itself' : 'Waits for a person', waitsSince(group)),
    actable ? element('ul', { class: 'examples' }, group.files.map(exampleLine)) : element('p', {}, 'e.g. ', fileLink(group.files[0])),
    element('p', { class: 'buttons' },
      actable ? actButtons(actsForGroup(group), group.count, () => idsWith(group.problem), changed) : null,
      actable ? null : element('a', { class: 'button', href: '#/attention' }, 'What to do'),
      element('a', { class: 'button', href: `#/files?problem=${group.problem}` }, more ? `All ${files(group.count)}` : 'As a list')));
}

export function problemCards(problems, how) {
  return element('div', { class: how.actable ? 'cards one' : 'cards' }, problems.map((group) => card(group, how)));
}

export const title = 'Needs a person';

export async function show(view) {
  const place = element('div', {});
  view.replaceChildren(element('h1', {}, title), element('p', { class: 'quiet' }, 'What is in the way of files, the most severe first. Files that wait go on by themselves once the reason is gone.'), place);
  let told = null;
  const refresh = async () => {
    const { problems } = await read('api/problems');
    const text = JSON.stringify(problems);
    if (text === told) return;
    told = text;
    place.replaceChildren(problems.length === 0 ? empty('Nothing needs a person.') : problemCards(problems, { actable: true, changed: refresh }));
  };
  return refresh;
}

