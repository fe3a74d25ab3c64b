// How far drafts can be trusted: worst first, and those that are good approved a screenful at a time.

const CLASSES = ['poor', 'fair', 'good'];
const classOf = item => (item.text.confidence ?? [''])[0];
let run = []; // what was approved at once, last

function confidenceMark(item) {
  const [name, score] = item.text.confidence ?? [];
  return name && el('span', { class: `confidence ${name}`, title: say('confidence.why', { score }) }, say(name));
}

/** The less, the sooner somebody is to look at it: 0 to 100 is the score of a draft. */
function scoreOf({ text }) {
  return { missing: -1, stale: -1, reviewed: 101 }[text.state] ?? text.confidence?.[1] ?? 50; // by a person
}

const isWorstFirst = () => byId('order').value === 'worst';
const inOrder = list => (isWorstFirst() ? list.toSorted((one, other) => scoreOf(one) - scoreOf(other)) : list);

// A row that is scrolled to is not to end up below the filters, however many lines they take.
new ResizeObserver(() => {
  const isOver = getComputedStyle(byId('filters')).position === 'sticky';
  document.documentElement.style.scrollPaddingTop = isOver ? `${byId('filters').offsetHeight + 4}px` : '';
}).observe(byId('filters'));

/** Whether the whole of an item is on screen, with nothing over it. */
function isSeen({ element, string, text }) {
  if (!element?.isConnected || Math.max(string.id.length, text.text.length) > CLIP || element.querySelector('.editor')) return false;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const { offsetLeft, offsetTop, width, height } = visualViewport; // less than the window, zoomed or above a keyboard of the screen
  return left + 2 >= offsetLeft && right - 2 <= offsetLeft + width && top + 2 >= offsetTop && bottom - 2 <= offsetTop + height
    && [top + 2, bottom - 2].every(y => element.contains(document.elementFromPoint((left + right) / 2, y)));
}

/** Approve the good drafts that are on screen, and show the next ones. */
function approveSeen() {
  const isLeft = item => classOf(item) === 'good' && item.text.line && !changeOf(item);
  const seen = shownItems.filter(item => isLeft(item) && isSeen(item));
  const from = shownItems.indexOf(seen.at(-1) ?? current);
  for (const item of seen) { setChange(item, item.text.text); redraw(item); }
  if (seen.length) run = seen;
  const next = shownItems.slice(from + 1).find(isLeft) ?? shownItems.find(isLeft);
  if (next) { goTo(next); land(next.element, 'start'); } else if (seen.length) byId('strings').focus({ preventScroll: true }); // u is for all
  announce(say(seen.length ? 'said.run' : next ? 'said.run.next' : 'said.run.none', { n: seen.length }));
}

/** Take back what was approved at once, but for what was changed since. */
function undoRun() {
  const whole = run.filter(item => items.includes(item) && changeOf(item)?.text === item.text.text);
  run = [];
  if (!whole.length) return;
  for (const item of whole) { dropChange(item); redraw(item); }
  goTo(whole[0]);
  announce(say('said.run.undone', { n: whole.length }));
}
