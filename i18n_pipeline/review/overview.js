// How things stand, what changed, and what to do next.

const SVG = 'http://www.w3.org/2000/svg';

/** A bar of the four states; what it shows is said in its label. */
function bar(counts, what, hidden = false) {
  const all = STATES.reduce((sum, state) => sum + counts[state], 0);
  const svg = document.createElementNS(SVG, 'svg');
  const label = say('chart', { what, parts: STATES.map(state => `${say(state)} ${counts[state]}`).join(', ') });
  const attributes = { class: 'bar', viewBox: '0 0 1000 10', preserveAspectRatio: 'none', ...(hidden ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }) };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  let x = 0;
  for (const state of STATES) {
    const width = all ? counts[state] * 1000 / all : 0;
    if (!width) continue;
    const part = document.createElementNS(SVG, 'rect');
    for (const [name, value] of Object.entries({ class: state, x, y: 0, width, height: 10 })) part.setAttribute(name, value);
    svg.append(part);
    x += width;
  }
  return svg;
}

function drawOverview() {
  byId('cards').replaceChildren(progressCard(), nextCard(), sinceCard());
}

function progressCard() {
  const parts = sheet.targets.map(({ locale }) => {
    const list = locale === target ? items : itemsOf(locale);
    const counts = tally(list);
    const heading = sheet.targets.length > 1 && el('h4', {}, languageName(locale));
    if (!list.length) return el('div', { class: 'progress' }, heading, el('p', {}, say('progress.none')));
    return el('div', { class: 'progress' },
      heading,
      el('p', { class: 'big' }, say('progress.done', { percent: percent(counts.reviewed, list.length) }), ' ',
        el('small', {}, say('progress.of', { n: counts.reviewed, all: list.length }))),
      bar(counts, languageName(locale)),
      el('p', { class: 'legend' }, STATES.map(state => el('span', {},
        el('span', { class: `swatch ${state}`, 'aria-hidden': 'true' }), `${say(state)} ${counts[state].toLocaleString(language)}`,
        el('span', { class: 'quiet' }, ` · ${percent(counts[state], list.length)} %`)))));
  });
  return el('div', { class: 'card main' }, el('h3', {}, say('progress')), parts);
}

function nextCard() {
  const counts = tally(items, stateOf);
  const severe = severity => items.filter(item => breaks(item, severity)).length;
  const inClass = name => items.filter(item => classOf(item) === name && !changeOf(item)).length;
  const step = (n, key, filter) => n > 0 && el('li', {}, button(say(key, { n }), () => narrow(filter), { class: 'link' }));
  const behind = items.filter(item => !item.text.line).length;
  const steps = [
    behind > 0 && el('li', {}, say('next.behind', { n: behind })),
    step(severe('error'), 'next.error', { more: 'errors' }),
    step(counts.stale, 'next.stale', { states: ['stale'] }),
    step(counts.missing, 'next.missing', { states: ['missing'] }),
    step(inClass('poor'), 'next.poor', { more: 'poor' }),
    step(counts.draft, 'next.draft', { states: ['draft'] }),
    step(inClass('good'), 'next.good', { more: 'good' }),
    step(severe('warning'), 'next.warning', { more: 'findings' }),
    step(counts.yours, 'next.yours', { states: ['yours'] }),
  ].filter(Boolean);
  const failed = sheet.failed.map(([file, line, what]) => el('li', {}, el('code', {}, el('bdi', {}, `${file}:${line}`)), ' ', el('bdi', {}, told(what))));
  return el('div', { class: 'card' }, el('h3', {}, say('next')),
    el('ul', {}, steps.length ? steps : el('li', {}, say(items.length ? 'next.done' : 'next.none'))),
    failed.length > 0 && el('p', { class: 'quiet' }, say('next.failed')), failed.length > 0 && el('ul', {}, failed));
}

function sinceCard() {
  const card = el('div', { class: 'card' }, el('h3', {}, say('since')));
  if (!sheet.since) { card.append(el('p', {}, say('since.first'))); return card; }
  const kinds = {};
  for (const item of items) if (item.was) kinds[item.was] = (kinds[item.was] || 0) + 1;
  const gone = sheet.since.gone[target] || 0;
  const lines = ['reviewed', 'draft', 'reworded', 'new', 'stale', 'missing'].filter(kind => kinds[kind])
    .map(kind => el('li', {}, button(say(`since.${kind}`, { n: kinds[kind] }), () => narrow({ more: 'since' }), { class: 'link' })));
  if (gone) lines.push(el('li', {}, say('since.gone', { n: gone })));
  card.append(el('ul', {}, lines.length ? lines : el('li', {}, say('since.none'))),
    el('p', { class: 'quiet' }, say('since.date', { date: dateOf(sheet.since.made) })));
  return card;
}

function drawPageList() {
  byId('page-list').replaceChildren(...sheet.pages.map((page, number) => {
    const counts = tally(itemsByPage[number]);
    const link = el('a', { href: `#p-${number}`, onclick: event => { event.preventDefault(); goToPage(number); } },
      el('bdi', {}, page.name),
      el('span', { class: 'of' }, bar(counts, page.name, true), `${counts.reviewed}/${itemsByPage[number].length}`));
    return el('li', {}, link);
  }));
}
