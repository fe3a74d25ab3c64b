// The sheet as a whole: pages drawn as they come into view, filters, keys, settings.

let query = '';
let current = null; // the item that has, or last had, the focus
let shownItems = [];
let landing = null;
let printing = false;
const sections = []; // by page
const near = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const section = sections[entry.target.dataset.number];
    if (entry.isIntersecting) fill(section);
    else if (section.filled && !printing && !section.element.contains(document.activeElement)) empty(section, `${section.body.offsetHeight}px`);
  }
}, { rootMargin: '1500px 0px' });

function buildPages() {
  near.disconnect();
  sections.length = 0;
  sheet.pages.forEach((page, number) => {
    const body = el('div');
    const remarks = page.remarks.map(([line, what]) => el('li', {}, el('code', {}, el('bdi', {}, `${page.file}:${line}`)), ' ', el('bdi', {}, told(what))));
    const element = el('section', { class: 'page', id: `p-${number}`, 'data-number': number, 'aria-labelledby': `h-${number}` },
      el('header', {}, el('h3', { id: `h-${number}`, tabindex: '-1' }, el('bdi', {}, page.title || page.name)),
        el('span', { class: 'quiet' }, el('bdi', {}, page.file))),
      remarks.length > 0 && el('ul', { class: 'remarks' }, remarks),
      !page.targets[target] && el('p', { class: 'remarks' }, say('broken')), body);
    sections.push({ number, page, element, body, filled: false, count: 0 });
    near.observe(element);
  });
  byId('list').replaceChildren(...sections.map(section => section.element));
}

/** Draw the rows of a page that are to be shown. */
function fill(section) {
  if (section.filled || section.element.hidden) return;
  section.filled = true;
  section.body.style.minHeight = '';
  const mine = inOrder(itemsByPage[section.number]);
  if (isWorstFirst()) { section.body.replaceChildren(...mine.filter(item => item.shown).map(drawRow)); return; }
  const byRow = new Map(mine.map(item => [item.at, item]));
  const whole = section.count === mine.length;
  section.body.replaceChildren(...section.page.rows.map((row, at) => {
    if (row.kind === 'context') return whole && el(`h${Math.min(6, row.level + 4)}`, { class: 'context' }, el('bdi', {}, row.text));
    if (row.again) return whole && drawAgain(section.page, row, section.number);
    const item = byRow.get(at);
    return item?.shown && drawRow(item);
  }).filter(Boolean));
}

function empty(section, height = `${itemsByPage[section.number].reduce((sum, item) => sum + (item.shown && guess(item)), 0)}rem`) {
  section.filled = false;
  for (const item of itemsByPage[section.number]) item.element = null;
  section.body.replaceChildren(el('p', { class: 'wait' }, button(say('load'), () => fill(section), { class: 'link' })));
  section.body.style.minHeight = height;
}

/** About how high a row will be, in rem. */
function guess({ string, text }) {
  const lines = Math.max(string.id.length / 30, (text.text || '').length / 58, 1);
  return 3.4 + Math.min(60, Math.ceil(lines)) * 1.5 + (text.findings?.length || 0) * 3.4;
}

function haystack(item) {
  return item.hay ??= [item.string.id, item.text.text, item.text.comment, item.row.path, item.page.name, ...(item.string.notes || [])]
    .filter(Boolean).join('\n').toLowerCase();
}

/** Take the filters to heart. */
function refresh() {
  const states = new Set([...byId('states').querySelectorAll(':checked')].map(input => input.value));
  const more = byId('more').value, rule = byId('rule').value, page = byId('page').value;
  query = byId('search').value.trim().toLowerCase();
  shownItems = [];
  for (const section of sections) section.count = 0;
  for (const item of itemsByPage.flatMap(inOrder)) {
    item.shown = (!states.size || states.has(stateOf(item)))
      && (!page || item.page.name === page)
      && (more !== 'findings' || !!item.text.findings?.length)
      && (more !== 'errors' || breaks(item, 'error'))
      && (more !== 'since' || !!item.was)
      && (!CLASSES.includes(more) || classOf(item) === more)
      && (!rule || (item.text.findings || []).some(([name]) => name === rule))
      && (!query || (changeOf(item)?.text.toLowerCase().includes(query) ?? false) || haystack(item).includes(query));
    if (item.shown) { shownItems.push(item); sections[item.number].count += 1; }
  }
  const narrowed = shownItems.length < items.length;
  byId('page-list').childNodes.forEach((entry, number) => { entry.hidden = narrowed && !sections[number].count; });
  for (const section of sections) {
    section.element.hidden = narrowed && !section.count;
    empty(section);
    near.unobserve(section.element); // tells anew whether it is in view
    near.observe(section.element);
  }
  byId('count').textContent = shownItems.length || !items.length
    ? say('count', { n: shownItems.length, all: items.length }) : say('count.none');
  byId('everything').disabled = !narrowed && !query;
}

/** How many strings each chip, and each thing to do next, would show. */
function showCounts() {
  byId('cards').children[1].replaceWith(nextCard());
  const counts = tally(items, stateOf);
  for (const label of byId('states').querySelectorAll('label')) {
    const state = label.firstChild.value;
    label.lastChild.textContent = `${say(state)} ${counts[state].toLocaleString(language)}`;
  }
}

function narrow({ states = [], more = '' }) {
  byId('filters').reset();
  for (const input of byId('states').querySelectorAll('input')) input.checked = states.includes(input.value);
  byId('more').value = more;
  refresh();
  byId('strings').focus({ preventScroll: true });
  byId('strings').scrollIntoView();
}

const KEYS = [
  [['j', 'k'], 'key.next'], [[']', '['], 'key.page'], [['a'], 'key.approve'], [['g'], 'key.run'], [['e', 'Enter'], 'key.edit'],
  [['Ctrl+Enter'], 'key.keep'], [['Esc'], 'key.cancel'], [['u'], 'key.undo'], [['/'], 'key.search'], [['?'], 'key.help'],
];
const onRow = act => current?.element?.contains(document.activeElement) && act(current);
const MOVES = 'jk[]'; // again while the key is held; all else once for each time that somebody looks
const ACTS = {
  j: () => move(1), k: () => move(-1), ']': () => movePage(1), '[': () => movePage(-1),
  a: () => onRow(item => { if (approve(item)) move(1); }), e: () => onRow(edit),
  g: approveSeen, u: () => onRow(undo) || undoRun(),
  Enter: () => onRow(edit), '/': () => byId('search').focus(), '?': () => byId('help').showModal(),
};
let held = ''; // the key that acted and is still down: what it opened is not to take it for text
addEventListener('keydown', event => {
  if (!event.repeat) held = '';
  if (held === event.key) event.preventDefault();
  const typing = event.target.closest('input:not([type=checkbox]), textarea, select, dialog');
  if (event.key === 'Escape' && event.target.id === 'search') current ? goTo(current) : event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !byId('single-keys').checked) return;
  if (event.key === 'Enter' && !event.target.classList.contains('row')) return; // a button's own
  if (!Object.hasOwn(ACTS, event.key)) return;
  event.preventDefault();
  held = event.key;
  if (!event.repeat || MOVES.includes(event.key)) ACTS[event.key]();
});

/** Say everything that is not a page's in the language of the interface. */
function speak() {
  words = allWords[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = say(element.dataset.word);
  byId('search').placeholder = say('search.hint');
  byId('made').textContent = dateOf(sheet.made);
  const checked = new Map([...byId('states').querySelectorAll('input')].map(input => [input.value, input.checked]));
  byId('states').replaceChildren(byId('states').firstElementChild, ...[...STATES, 'yours'].map(state => el('label', {},
    el('input', { type: 'checkbox', value: state, checked: checked.get(state) ?? false }),
    el('span', { class: `swatch ${state}`, 'aria-hidden': 'true' }), el('span', {}))));
  const choose = (id, options) => {
    const before = byId(id).value;
    byId(id).replaceChildren(...options.map(([value, label]) => el('option', { value }, label)));
    byId(id).value = before;
    if (byId(id).selectedIndex < 0) byId(id).selectedIndex = 0;
  };
  const rules = new Map();
  for (const item of items) for (const [rule] of item.text.findings || []) rules.set(rule, (rules.get(rule) || 0) + 1);
  choose('more', [['', say('show.all')], ...['findings', 'errors', ...CLASSES.filter(name => items.some(item => classOf(item) === name)), ...(sheet.since ? ['since'] : [])].map(name => [name, say(`show.${name}`)])]);
  choose('order', [['page', say('order.page')], ['worst', say('order.worst')]]);
  byId('run').hidden = !items.some(item => classOf(item) === 'good');
  choose('rule', [['', say('rule.all')], ...[...rules].sort().map(([rule, n]) => [rule, `${rule} (${n})`])]);
  choose('page', [['', say('page.all')], ...sheet.pages.map(page => [page.name, page.name])]);
  choose('target', sheet.targets.map(({ locale }) => [locale, languageName(locale)]));
  byId('keys').replaceChildren(...KEYS.flatMap(([keys, what]) => [
    el('dt', {}, keys.flatMap((key, n) => [n ? ' ' : '', el('kbd', {}, key)])), el('dd', {}, say(what))]));
  drawOverview();
  drawPageList();
  buildPages();
  showWork();
  refresh();
}

function start() {
  byId('project').textContent = sheet.project;
  byId('target-choice').hidden = sheet.targets.length < 2;
  byId('language').value = language;
  byId('theme').value = kept.get('i18n-review theme') || '';
  byId('reviewer').value = kept.get('i18n-review reviewer') || '';
  byId('single-keys').checked = kept.get('i18n-review keys') !== 'off';
  const theme = () => { document.documentElement.dataset.theme = byId('theme').value; };
  const on = (id, name, act) => byId(id).addEventListener(name, act);
  on('theme', 'change', () => { kept.set('i18n-review theme', byId('theme').value); theme(); });
  on('language', 'change', () => { language = byId('language').value; kept.set('i18n-review language', language); speak(); });
  on('target', 'change', () => { target = byId('target').value; loadItems(); speak(); });
  on('reviewer', 'change', () => kept.set('i18n-review reviewer', byId('reviewer').value));
  on('single-keys', 'change', () => kept.set('i18n-review keys', byId('single-keys').checked ? 'on' : 'off'));
  on('help-button', 'click', () => byId('help').showModal());
  on('run', 'click', approveSeen);
  on('download', 'click', download);
  on('discard', 'click', discardChanges);
  on('filters', 'submit', event => event.preventDefault());
  on('filters', 'change', event => { if (event.target.id !== 'search') refresh(); });
  on('filters', 'reset', () => setTimeout(refresh));
  let pause = 0;
  on('search', 'input', () => { clearTimeout(pause); pause = setTimeout(refresh, 150); });
  addEventListener('beforeprint', () => { printing = true; sections.forEach(fill); });
  addEventListener('afterprint', () => { printing = false; });
  theme();
  if (matchMedia('(max-width: 60rem)').matches) byId('pages').firstElementChild.open = false;
  loadItems();
  readChanges();
  speak();
}

start();
