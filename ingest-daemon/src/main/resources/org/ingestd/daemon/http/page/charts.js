// SPDX-License-Identifier: Apache-2.0
// Charts of the last hour, day or week, from what the journal kept.

import { read } from './api.js';
import { at, bytes, element, number } from './dom.js';
import uPlot from './uplot.js';

const SPANS = { hour: '1 h', day: '24 h', week: '7 d' };
const CHARTS = { 'chart-waiting': 'Files on their way or held', 'chart-files': 'Files an hour', 'chart-bytes': 'Bytes an hour' };
const WAITING = ['SIGHTED', 'SETTLED', 'DIGESTED', 'REGISTERED', 'PROTECTED', 'QUARANTINED'];
const REGISTERED = ['REGISTERED', 'PROTECTED', 'SAFE', 'RELEASED'];
const SAFE = ['SAFE', 'RELEASED'];
const HEIGHT = 170;
// Files are whole: 1, 2, 5, 10, …
const STEPS = Array.from({ length: 16 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

let span = 'hour';
let drawn = [];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const sum = (amounts, states) => states.reduce((total, state) => total + (amounts[state] ?? 0), 0);

/** Files or bytes an hour that came into these states, from one sample to the next. */
function rate(samples, states, what) {
  return samples.map((sample, i) => {
    if (i === 0) return null;
    const hours = (Date.parse(sample.at) - Date.parse(samples[i - 1].at)) / 3_600_000;
    return Math.max(0, sum(sample[what], states) - sum(samples[i - 1][what], states)) / hours;
  });
}

/** 20:15, or 01-21 where days are shown; UTC as everywhere. */
function timeText(tick) {
  const text = new Date(tick * 1000).toISOString();
  return span === 'week' ? text.slice(5, 10) : text.slice(11, 16);
}

function axis() {
  return { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 } };
}

function draw(id, label, times, lines, window, text = (value) => number(Math.round(value))) {
  const place = at(id);
  const options = {
    width: Math.max(200, place.clientWidth),
    height: HEIGHT,
    tzDate: (ts) => uPlot.tzDate(new Date(ts * 1e3), 'Etc/UTC'),
    scales: { x: { range: window }, y: { range: (_, low, high) => [0, Math.max(1, high * 1.1)] } },
    axes: [{ ...axis(), values: (_, ticks) => ticks.map(timeText) }, { ...axis(), size: 66, incrs: STEPS, values: (_, ticks) => ticks.map(text) }],
    cursor: { drag: { x: false, y: false } },
    legend: { live: false },
    series: [{ label: 'UTC' }, ...lines.map(([name, , stroke]) => ({ label: name, stroke: colour(stroke), width: 2, points: { show: times.length < 3 } }))],
  };
  const last = lines.map(([name, values]) => `${name} ${text(values.at(-1) ?? 0)}`).join(', ');
  const holder = element('div', { role: 'img', 'aria-label': `${label}, ${SPANS[span]}. Last: ${last}` });
  place.replaceChildren(holder);
  drawn.push(new uPlot(options, [times, ...lines.map(([, values]) => values)], holder));
}

function clear() {
  drawn.forEach((chart) => chart.destroy());
  drawn = [];
}

/** The section with both charts; nothing is drawn before it stands in the page. */
export function chartSection() {
  const buttons = Object.entries(SPANS).map(([key, text]) =>
    element('button', { type: 'button', 'data-span': key, 'aria-pressed': String(key === span), click: () => choose(key) }, text));
  return element('section', { 'aria-labelledby': 'charts-title' },
    element('h2', { id: 'charts-title' }, 'Last hours'),
    element('p', { class: 'buttons', id: 'spans' }, buttons),
    element('div', { class: 'charts' },
      Object.entries(CHARTS).map(([id, text]) => element('figure', {}, element('figcaption', {}, text), element('div', { id, class: 'chart' })))));
}

async function choose(key) {
  span = key;
  at('spans').querySelectorAll('button').forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.span === key)));
  await drawCharts();
}

export async function drawCharts() {
  const { samples, length } = await read(`api/samples?span=${span}`);
  if (!at('chart-waiting')) return;
  clear();
  if (samples.length === 0) {
    for (const id of Object.keys(CHARTS)) at(id).replaceChildren(element('p', { class: 'quiet' }, 'Nothing is drawn yet: a point is kept once a minute.'));
    return;
  }
  const times = samples.map((sample) => Date.parse(sample.at) / 1000);
  const now = Date.now() / 1000;
  const window = [now - length, now];
  const perHour = (what) => [['registered', rate(samples, REGISTERED, what), '--accent'], ['safe', rate(samples, SAFE, what), '--good']];
  draw('chart-waiting', CHARTS['chart-waiting'], times, WAITING.map((state, i) => [state, samples.map((sample) => sample.files[state] ?? 0), `--line-${i}`]), window);
  draw('chart-files', CHARTS['chart-files'], times, perHour('files'), window);
  draw('chart-bytes', CHARTS['chart-bytes'], times, perHour('bytes'), window, (value) => bytes(value));
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawCharts);
addEventListener('resize', () => {
  for (const chart of drawn) chart.setSize({ width: Math.max(200, chart.root.parentElement.clientWidth), height: HEIGHT });
});
