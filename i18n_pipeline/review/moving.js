// From string to string, and from page to page.

function goTo(item) {
  if (!item) return;
  fill(sections[item.number]);
  item.element.focus({ preventScroll: true });
  land(item.element, 'nearest');
  mark(item.number);
}

function goToPage(number) {
  const section = sections[number];
  if (!section || section.element.hidden) return;
  fill(section);
  land(section.element, 'start');
  byId(`h-${number}`).focus({ preventScroll: true });
  current = itemsByPage[number].find(item => item.shown) || current;
  mark(number);
}

/** Scroll to an element, and again while pages that are drawn around it move it, unless the reader scrolls. */
function land(element, block) {
  const mine = landing = { frames: 12 };
  const step = () => {
    if (landing !== mine || !mine.frames-- || !element.isConnected) return;
    element.scrollIntoView({ block, behavior: 'instant' });
    requestAnimationFrame(step);
  };
  step();
}
for (const input of ['wheel', 'touchstart', 'pointerdown']) addEventListener(input, () => { landing = null; }, { passive: true });

function mark(number) {
  byId('page-list').querySelector('[aria-current]')?.removeAttribute('aria-current');
  byId('page-list').children[number]?.firstChild.setAttribute('aria-current', 'true');
}

function move(step) {
  const at = current ? shownItems.indexOf(current) : -1;
  const onRow = document.activeElement?.closest?.('.row');
  goTo(shownItems[Math.max(0, Math.min(shownItems.length - 1, at < 0 ? 0 : onRow ? at + step : at))]);
}

function movePage(step) {
  const here = current ? current.number : -1;
  const open = sections.filter(section => !section.element.hidden).map(section => section.number);
  const next = step > 0 ? open.find(number => number > here) : open.findLast(number => number < here);
  if (next !== undefined) goToPage(next);
}
