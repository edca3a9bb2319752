// SPDX-License-Identifier: Apache-2.0
// The lights in the head of every view: what the daemon relies on, each with a sign and words beside its colour.

import { age, element, seconds, visible } from './dom.js';

const SIGNS = { good: '●', warning: '◆', critical: '▲' };
// Beyond it times that two hosts wrote cannot be compared any more, and young tokens are refused.
const CLOCKS_APART = 5;

const light = (level, text, title) => element('li', { class: `light level-${level}`, title }, element('span', { 'aria-hidden': 'true' }, SIGNS[level]), ` ${visible(text)}`);

function rucioLight(rucio) {
  const name = `Rucio ${rucio.version ?? ''}`.trim();
  if (rucio.circuit === 'open') return light('critical', `${name} does not answer`, rucio.url);
  return rucio.version ? light('good', name, rucio.url) : light('warning', 'Rucio has not answered yet', rucio.url);
}

function signInLight({ signIn, signInProblem }) {
  if (!signIn) return null;
  return signInProblem ? light('critical', `Rucio sign-in ${signIn}: ${signInProblem}`) : light('good', 'Rucio sign-in');
}

function sftpLight(sources) {
  const remote = sources.filter((source) => source.path.startsWith('sftp:') && source.online !== null && source.online !== undefined);
  if (remote.length === 0) return null;
  const away = remote.filter((source) => !source.online);
  return away.length === 0 ? light('good', 'SFTP') : light('critical', `SFTP: ${away.map((source) => source.name).join(', ')} offline`);
}

/** Lines that begin with the code of a problem are of the journal. */
function journalLight(degraded) {
  const trouble = degraded.find((line) => line.startsWith('JOURNAL_'));
  return trouble ? light('critical', `journal: ${trouble}`) : light('good', 'journal');
}

function clockLight(offset) {
  if (offset === undefined || offset === null) return null;
  if (Math.abs(offset) <= CLOCKS_APART) return light('good', 'clock', `${offset} s from Rucio's`);
  return light('warning', `clock ${seconds(Math.abs(offset))} ${offset > 0 ? 'ahead of' : 'behind'} Rucio's`);
}

let told = '';

/** Draws them if something has changed. */
export function drawLights(place, status) {
  const rucio = status.rucio ?? {};
  const text = JSON.stringify([status.started, rucio, status.degraded, status.sources.map((source) => [source.path, source.online])]);
  if (text === told) return;
  told = text;
  place.replaceChildren(...[
    status.started ? element('li', { class: 'quiet' }, 'up ', age(status.started)) : null,
    rucioLight(rucio), signInLight(rucio), sftpLight(status.sources), journalLight(status.degraded ?? []), clockLight(rucio.clockOffset),
  ].filter(Boolean));
}
