// One string: Chinese and translation side by side, and everything a reviewer wants to know of it.

/** Put a text into an element: marks as [start, length, element], odd characters made visible, long ones clipped. */
function put(into, text, marks = [], whole = false) {
  let end = !whole && text.length > CLIP ? CLIP : text.length;
  if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1])) end -= 1;
  let at = 0;
  const plain = to => { append(into, text.slice(at, to)); at = to; };
  for (const [start, length, mark] of marks) {
    if (start < at || start + length > end) continue;
    plain(start);
    append(mark, text.slice(start, start + length));
    into.append(mark);
    at = start + length;
  }
  plain(end);
  if (end < text.length) {
    const more = button(say('all', { n: text.length }), () => { into.textContent = ''; put(into, text, marks, true); }, { class: 'link' });
    into.append('… ', more);
  }
  return into;
}

function append(into, text) {
  let at = 0;
  for (const odd of text.matchAll(ODD)) {
    into.append(text.slice(at, odd.index), el('span', { class: 'odd' },
      `U+${odd[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`));
    at = odd.index + 1;
  }
  into.append(text.slice(at));
}

/** Where what is searched for stands in a text. */
function hits(text) {
  const found = [], small = query && text.length < 100000 ? text.toLowerCase() : '';
  if (small.length !== text.length) return found; // some letters change length
  for (let at = small.indexOf(query); at >= 0 && found.length < 100; at = small.indexOf(query, at + query.length)) {
    found.push([at, query.length, el('mark', { class: 'hit' })]);
  }
  return found;
}

function termMarks(item) {
  const terms = sheet.targets.find(known => known.locale === target).terms;
  return (item.text.terms || []).map(([start, number]) => {
    const [source, translation, note] = terms[number];
    return [start, source.length, el('mark', { title: [translation, note].filter(Boolean).join(' · ') })];
  });
}

function drawRow(item) {
  const { row, string, text } = item;
  const change = changeOf(item);
  const isHeading = row.kind === 'heading';
  const stateName = change ? say('yours') : say(text.state);
  const source = put(el(isHeading ? `h${Math.min(6, row.level + 4)}` : 'p', { class: 'text', lang: tag(sheet.source), dir: 'auto' }),
    string.id, query ? hits(string.id) : termMarks(item));
  const shown = change ? change.text : text.text || '';
  const translated = el('p', { class: shown ? 'text' : 'text none', lang: shown ? tag(target) : language, dir: 'auto' });
  put(translated, shown || say('none'), shown ? hits(shown) : []);
  item.cell = el('div', {}, translated);
  const drawn = el('div', {
    class: ['row', row.kind, `level-${Math.min(4, row.level)}`, row.aside && 'aside'].filter(Boolean).join(' '),
    id: `s-${item.number}-${item.at}`, role: 'group', tabindex: '-1', 'aria-label': `${stateName}: ${clip(string.id)}`,
    'data-state': text.state, 'data-yours': !!change,
  }, el('div', {}, source), item.cell, el('div', { class: 'under' }, details(item, change), meta(item, change, stateName)));
  drawn.addEventListener('focusin', () => { current = item; });
  item.element = drawn;
  return drawn;
}

function details(item, change) {
  const { string, text } = item;
  const older = change && change.text !== (text.text || '');
  const parts = [];
  if (older && text.text) parts.push(el('p', { class: 'diff', dir: 'auto' }, el('b', {}, say('was')), put(el('span'), text.text)));
  if (text.old?.length) {
    const pieces = text.old.map(([kind, piece]) => put(el({ '=': 'span', '-': 'del', '+': 'ins' }[kind]), piece));
    parts.push(el('p', { class: 'diff', lang: tag(sheet.source), dir: 'auto' }, el('b', { lang: language }, say('old')), pieces));
  }
  if (text.suggested && !change) {
    const [by, suggested] = text.suggested;
    const take = () => { setChange(item, suggested); redraw(item); announce(say('said.approved')); };
    parts.push(el('p', { class: 'diff' }, el('b', {}, el('bdi', {}, say('suggested', { by }))), put(el('span', { lang: tag(target), dir: 'auto' }), suggested),
      ' ', text.line > 0 && button(say('take'), take)));
  }
  parts.push(otherDrafts(item));
  for (const note of string.notes || []) parts.push(el('p', { class: 'note' }, el('bdi', {}, note)));
  if (text.comment) parts.push(put(el('p', { class: 'note', dir: 'auto' }), `# ${text.comment.replace(/\n/g, '\n# ')}`));
  const live = older ? check(item, change.text, change.ok) : null;
  const before = (text.findings || []).filter(([rule]) => !live || !table.rules.includes(rule) || live.left.includes(rule));
  const told = before.map(found => finding(item, change, older, found));
  if (told.length) parts.push(el('ul', { class: 'findings' }, told));
  return live ? [...parts, ...verdict(item, change, live)] : parts;
}

/** What apply will say of a text that is not in the catalog yet, and what it alone looks at. */
function verdict(item, change, { found, left }) {
  const unasked = left.filter(rule => rule !== 'numbers');
  return [
    found.length > 0 && el('ul', { class: 'findings' }, found.map(([rule, what]) => finding(item, change, false, [rule, what, 'error']))),
    left.includes('numbers') && el('p', { class: 'note' }, el('bdi', {}, say('live.figures'))),
    unasked.length > 0 && el('p', { class: 'note' }, say('live.left', { rules: unasked.join(', ') })),
  ].filter(Boolean);
}

/** What other engines said, one click away; one more puts it into the field. */
function otherDrafts(item) {
  const drafts = item.text.line ? item.text.drafts ?? [] : [];
  const take = draft => {
    edit(item);
    const field = item.cell.querySelector('textarea');
    field.value = draft;
    field.dispatchEvent(new Event('input')); // as if it were typed
    field.focus();
  };
  return drafts.length > 0 && el('details', { class: 'drafts' }, el('summary', {}, say('drafts', { n: drafts.length })),
    drafts.map(([by, draft]) => el('p', { class: 'diff' }, el('b', {}, el('bdi', {}, by)),
      put(el('span', { lang: tag(target), dir: 'auto' }), draft), ' ', button(say('take.over'), () => take(draft)))));
}

function finding(item, change, older, [rule, what, severity]) {
  const ok = change?.ok || [];
  const waive = el('label', {}, el('input', {
    type: 'checkbox', checked: ok.includes(rule),
    onchange: event => {
      const others = ok.filter(name => name !== rule);
      setChange(item, change?.text ?? item.text.text, event.target.checked ? [...others, rule] : others);
      redraw(item, `input[type=checkbox][data-rule="${rule}"]`);
    }, 'data-rule': rule,
  }), say('waive'));
  return el('li', { class: severity },
    sheet.rules[rule] && el('span', { class: 'rule' }, rule), ' ', words[`rule.${rule}`] || sheet.rules[rule],
    older && el('span', { class: 'quiet' }, ` (${say('findings.older')})`), el('br'),
    el('span', { class: 'quiet', dir: 'auto' }, put(el('bdi'), told(what))), ' ', sheet.rules[rule] && waive,
    severity === 'error' && change && !older && !ok.includes(rule) && el('p', { class: 'refusal' }, say(sheet.rules[rule] ? 'refusal' : 'refusal.always')));
}

function meta(item, change, stateName) {
  const { row, string, text } = item;
  const why = { stale: say('stale.why'), draft: say(text.by ? 'by' : text.edited ? 'by.edited' : 'by.person', { by: text.by }) }[text.state];
  const facts = [
    el('span', { class: 'state' }, el('span', { class: `swatch ${change ? 'yours' : text.state}`, 'aria-hidden': 'true' }), stateName),
    why && el('span', {}, el('bdi', {}, why)),
    text.state === 'stale' && text.by && el('span', {}, el('bdi', {}, say('by', { by: text.by }))),
    confidenceMark(item),
    item.was && el('span', {}, say(`was.${item.was}`)),
    row.aside && el('span', {}, say('aside')),
    string.max && el('span', {}, say('longest', { n: string.max })),
    string.context !== undefined && el('span', {}, el('bdi', {}, say('context', { context: string.context }))),
    text.waived?.length && el('span', {}, el('bdi', {}, say('waived', { rules: text.waived.join(', ') }))),
    terms(item),
    text.line ? el('code', { class: 'place', dir: 'ltr' }, `${item.file}:${text.line}`) : el('span', { class: 'place' }, say('behind')),
  ];
  const able = text.line > 0;
  const approvable = able && text.text && text.state !== 'reviewed' && !change;
  return el('div', { class: 'meta' }, facts.filter(Boolean), el('span', { class: 'actions' },
    approvable && button(say('approve'), () => approve(item), { class: 'primary' }),
    able && button(say(text.text ? 'edit' : 'translate'), () => edit(item)),
    change && button(say('undo'), () => undo(item))));
}

function terms(item) {
  const known = sheet.targets.find(one => one.locale === target).terms;
  const numbers = [...new Set((item.text.terms || []).map(([, number]) => number))];
  if (!numbers.length) return null;
  return el('details', { class: 'terms' }, el('summary', {}, say('terms', { n: numbers.length })),
    el('dl', {}, numbers.map(number => el('div', {},
      el('dt', { lang: tag(sheet.source) }, el('bdi', {}, known[number][0])),
      el('dd', {}, el('bdi', {}, known[number][1]), known[number][2] && el('span', { class: 'quiet' }, ' · ', el('bdi', {}, known[number][2])))))));
}

/** A string that stood further up on its page. */
function drawAgain(page, row, number) {
  const first = itemsByPage[number].find(item => item.row.string === row.string);
  if (!first) return null;
  return el('div', { class: `row again ${row.kind} level-${Math.min(4, row.level)}${row.aside ? ' aside' : ''}`, 'data-state': first.text.state },
    put(el('p', { class: 'text', lang: tag(sheet.source), dir: 'auto' }), first.string.id),
    el('p', { class: 'text' }, `${say('again')}: `, button(say('again.go'), () => goTo(first), { class: 'link' })));
}

function redraw(item, focus = '') {
  const old = item.element;
  const had = old?.contains(document.activeElement);
  const drawn = drawRow(item);
  old?.replaceWith(drawn);
  if (had) (focus && drawn.querySelector(focus) || drawn).focus({ preventScroll: true });
}

function approve(item) {
  if (!item.text.line || !item.text.text || item.text.state === 'reviewed') return false;
  setChange(item, changeOf(item)?.text ?? item.text.text);
  redraw(item);
  announce(say('said.approved'));
  return true;
}

function undo(item) {
  if (!dropChange(item)) return false;
  redraw(item);
  announce(say('said.undone'));
  return true;
}

function edit(item) {
  if (!item.text.line || item.cell.querySelector('.editor')) return;
  const before = changeOf(item);
  const start = before ? before.text : item.text.text || '';
  const field = el('textarea', {
    lang: tag(target), dir: 'auto', spellcheck: 'true', 'aria-label': say('editing', { text: clip(item.string.id) }),
    oninput: () => { setChange(item, field.value); clearTimeout(pause); pause = setTimeout(look, 200); }, // kept as it is typed
    onkeydown: event => {
      if (event.key === 'Escape') { event.preventDefault(); cancel(); }
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); keep(); }
    },
  });
  field.value = start;
  let pause = 0;
  const live = el('div', { class: 'live', role: 'status' });
  const look = () => {
    const change = changeOf(item);
    live.replaceChildren(...(change && change.text !== item.text.text ? verdict(item, change, check(item, change.text, change.ok)) : []));
  };
  const leave = () => { field.blur(); item.element.focus({ preventScroll: true }); redraw(item); };
  const keep = () => {
    // What was not touched is approved as it is; a textarea changes line ends, and only typing may.
    setChange(item, field.value === field.defaultShown ? start : field.value);
    leave();
    announce(say('said.kept'));
  };
  const cancel = () => {
    if (before) { changes.set(item.name, before); storeChanges(); showWork(); } else dropChange(item);
    leave();
  };
  field.defaultShown = field.value;
  item.cell.replaceChildren(el('div', { class: 'editor' }, field, live,
    el('p', {}, button(say('keep'), keep, { class: 'primary' }), button(say('cancel'), cancel))));
  look();
  field.focus();
}
