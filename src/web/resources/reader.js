/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs in a world of its own at the end of the document. It owns no knowledge: it measures, paints
 * ranges and reports. Offsets are UTF-16 code units within a block's text; C converts them.
 * Messages are one JSON string each way: C calls ibid.receive (), the page posts to "reader".
 */
(() => {
  'use strict';

  const serial = Number ((/^\/article\/(\d+)\/$/.exec (location.pathname) || [])[1] || 0);
  if (!serial)
    return;

  const post = (message) => {
    message.serial = serial;
    window.webkit.messageHandlers.reader.postMessage (JSON.stringify (message));
  };
  const guarded = (work) => (...args) => {
    try
      {
        return work (...args);
      }
    catch (error)
      {
        post ({ type: 'error', message: `${error}\n${error.stack || ''}` });
        return undefined;
      }
  };
  const listen = (target, type, work, options) =>
    target.addEventListener (type, guarded (work), options);

  const root = document.documentElement;
  const BLOCK_ID = /^b(\d+)$/;
  const UPPER_THIRD = 0.28;
  const TOP_MARGIN = 24;
  const FRAME_TIMEOUT_MS = 500;

  /* ---- blocks and their text ---- */

  const sections = [...document.querySelectorAll ('section[data-g]')];
  const groupsOf = new Map (sections.map ((s) => [s, s.dataset.g.split (' ').map (Number)]));
  const blockElement = (index) => document.getElementById (`b${index}`);
  const blocksIn = (element) =>
    [...element.querySelectorAll ('[id^="b"]')].filter ((e) => BLOCK_ID.test (e.id));

  let textCache = new WeakMap ();

  /* [node, start] for every text node of a block; what Ibid added (class "x") does not count */
  const textsOf = (block) => {
    let texts = textCache.get (block);
    if (texts)
      return texts;
    texts = [];
    let position = 0;
    const walk = (element) => {
      if (element.dataset && element.dataset.o !== undefined)
        position = Number (element.dataset.o);
      for (const child of element.childNodes)
        {
          if (child.nodeType === Node.TEXT_NODE)
            {
              /* between the cells of a table stands white space of ours */
              if (element.matches ('table, tbody, tr'))
                continue;
              texts.push ([child, position]);
              position += child.length;
            }
          else if (child.nodeType === Node.ELEMENT_NODE && !child.classList.contains ('x'))
            walk (child);
        }
    };
    walk (block);
    textCache.set (block, texts);
    return texts;
  };

  const boundary = (texts, offset, isEnd) => {
    let low = 0;
    let high = texts.length - 1;
    while (low < high)
      {
        const middle = (low + high + 1) >> 1;
        const start = texts[middle][1];
        if (isEnd ? start < offset : start <= offset)
          low = middle;
        else
          high = middle - 1;
      }
    const [node, start] = texts[low];
    return [node, Math.max (0, Math.min (offset - start, node.length))];
  };

  const rangeOf = ([index, start, end]) => {
    const block = blockElement (index);
    if (!block)
      return null;
    const range = document.createRange ();
    const texts = textsOf (block);
    if (texts.length === 0)
      range.selectNodeContents (block);
    else
      {
        range.setStart (...boundary (texts, start, false));
        range.setEnd (...boundary (texts, Math.max (start, end), end > start));
      }
    return range;
  };

  const blockAround = (node) => {
    for (let n = node; n && n !== document; n = n.parentNode)
      if (n.nodeType === Node.ELEMENT_NODE && BLOCK_ID.test (n.id))
        return n;
    return null;
  };
  const indexOf = (block) => Number (BLOCK_ID.exec (block.id)[1]);

  const offsetIn = (block, node, offset) => {
    let result = 0;
    const upTo = document.createRange ();
    upTo.setStart (block, 0);
    upTo.setEnd (node, offset);
    for (const [text, start] of textsOf (block))
      {
        if (text === node)
          return start + offset;
        if (upTo.comparePoint (text, text.length) > 0)
          return result;
        result = start + text.length;
      }
    return result;
  };

  /* The place of a boundary point. Outside of every block it is the nearest one's edge. */
  const placeOf = (node, offset, isEnd) => {
    const inside = blockAround (node);
    if (inside)
      return { b: indexOf (inside), o: offsetIn (inside, node, offset) };
    const point = document.createRange ();
    point.setStart (node, offset);
    let before = null;
    let after = null;
    for (const section of [document.querySelector ('header'), ...sections])
      {
        if (!section || (after && !isEnd))
          continue;
        for (const block of blocksIn (section))
          {
            const r = document.createRange ();
            r.selectNode (block);
            if (r.compareBoundaryPoints (Range.START_TO_START, point) < 0)
              before = block;
            else
              {
                after = block;
                break;
              }
          }
        if (after)
          break;
      }
    if (isEnd && before)
      {
        const texts = textsOf (before);
        const last = texts[texts.length - 1];
        return { b: indexOf (before), o: last ? last[1] + last[0].length : 0 };
      }
    return after ? { b: indexOf (after), o: 0 } : null;
  };

  const placeAt = (x, y) => {
    const caret = document.caretRangeFromPoint (x, y);
    if (!caret)
      return null;
    const block = blockAround (caret.startContainer);
    return block
      ? { b: indexOf (block), o: offsetIn (block, caret.startContainer, caret.startOffset) }
      : null;
  };

  /* what annotations.js does at these moments */
  const hooks = {
    nearChanged: () => {},
    layoutChanged: () => {},
    blocksChanged: () => {},
    hitAt: () => null,
    caretMoved: () => {},
  };

  const box = (rect) => [Math.round (rect.x), Math.round (rect.y), Math.round (rect.width),
                         Math.round (rect.height)];

  /* ---- highlights ---- */

  const KINDS = ['person', 'organisation', 'place', 'programme', 'technology', 'event',
                 'publication', 'term'];
  const highlights = new Map ();
  /* What is registered later lies above. All have one priority: WebKitGTK 2.50 loses its process over
   * a piece of text with three of different ones on it. */
  const highlight = (name) => {
    const made = new Highlight ();
    highlights.set (name, made);
    CSS.highlights.set (name, made);
    return made;
  };
  for (const kind of KINDS)
    highlight (`m-${kind}`);
  /* what the reader has marked comes next, see annotations.js */
  const claimed = highlight ('claim');
  const chosen = highlight ('chosen');
  const lit = highlight ('lit');
  const found = highlight ('find');
  const foundNow = highlight ('find-current');
  const flash = highlight ('flash');
  const raise = () => {
    for (const name of ['claim', 'chosen', 'lit', 'find', 'find-current', 'flash'])
      {
        CSS.highlights.delete (name);
        CSS.highlights.set (name, highlights.get (name));
      }
  };

  const near = new Set ();       /* groups whose sections are near the viewport */
  const marks = new Map ();      /* group → [[block, start, end, kind, key], …] */
  const registered = new Map (); /* group → [[kind, key, Range], …] */
  let finds = [];
  let chosenKey = 0;

  const register = (group) => {
    if (registered.has (group) || !marks.has (group))
      return;
    const list = [];
    for (const mark of marks.get (group))
      {
        const range = rangeOf (mark);
        if (!range)
          continue;
        list.push ([mark[3], mark[4], range]);
        highlights.get (`m-${KINDS[mark[3]]}`).add (range);
        if (mark[4] === chosenKey)
          chosen.add (range);
      }
    registered.set (group, list);
  };

  const unregister = (group) => {
    for (const [kind, , range] of registered.get (group) || [])
      {
        highlights.get (`m-${KINDS[kind]}`).delete (range);
        chosen.delete (range);
      }
    registered.delete (group);
  };

  const paint = (target, spans) => {
    target.clear ();
    for (const span of spans)
      {
        const range = rangeOf (span);
        if (range)
          target.add (range);
      }
  };

  const choose = (key) => {
    chosenKey = key;
    chosen.clear ();
    for (const list of registered.values ())
      for (const [, k, range] of list)
        if (k === key)
          chosen.add (range);
  };

  const reregister = () => {
    for (const group of [...registered.keys ()])
      unregister (group);
    for (const group of near)
      register (group);
  };

  const visibleSections = new Set ();
  const observer = new IntersectionObserver (guarded ((entries) => {
    for (const entry of entries)
      if (entry.isIntersecting)
        visibleSections.add (entry.target);
      else
        visibleSections.delete (entry.target);
    const now = new Set ();
    for (const section of visibleSections)
      for (const group of groupsOf.get (section))
        now.add (group);
    const gone = [...near].filter ((group) => !now.has (group));
    const came = [...now].filter ((group) => !near.has (group));
    for (const group of gone)
      {
        near.delete (group);
        unregister (group);
      }
    for (const group of came)
      {
        near.add (group);
        register (group);
      }
    hooks.nearChanged (came, gone);
    post ({ type: 'near', groups: [...near] });
    measureSoon ();
  }), { rootMargin: '1500px 0px' });

  /* ---- where the reader is ---- */

  let settling = 0;
  let quiet = true; /* nothing is reported before the first painting */

  const scrollMax = () => Math.max (0, root.scrollHeight - window.innerHeight);

  const firstVisible = () => {
    const y = TOP_MARGIN;
    const header = document.querySelector ('header');
    let container = null;
    if (header && header.getBoundingClientRect ().bottom > y)
      container = header;
    else
      {
        let low = 0;
        let high = sections.length - 1;
        while (low < high)
          {
            const middle = (low + high) >> 1;
            if (sections[middle].getBoundingClientRect ().bottom > y)
              high = middle;
            else
              low = middle + 1;
          }
        container = sections[low] || header;
      }
    if (!container)
      return null;
    let candidates = blocksIn (container);
    if (candidates.length === 0 && sections[0])
      candidates = blocksIn (sections[0]);
    const block = candidates.find ((b) => b.getBoundingClientRect ().bottom > y)
                  || candidates[candidates.length - 1];
    if (!block)
      return null;
    const rect = block.getBoundingClientRect ();
    let offset = 0;
    if (rect.top < y - 1)
      {
        const style = getComputedStyle (block);
        const line = parseFloat (style.lineHeight) || 24;
        const x = style.direction === 'rtl' ? rect.right - 3 : rect.left + 3;
        const at = placeAt (x, y + line / 2);
        if (at && at.b === indexOf (block))
          offset = at.o;
      }
    return { b: indexOf (block), o: offset };
  };

  const progress = () => {
    const max = scrollMax ();
    return max > 0 ? Math.max (0, Math.min (1, window.scrollY / max)) : 1;
  };

  const reportPlace = () => {
    if (quiet)
      return;
    const place = firstVisible ();
    if (place)
      post ({ type: 'place', b: place.b, o: place.o, progress: progress () });
  };

  /* A section that the engine skips has a guessed height which its text runs out of: places in it
   * are not where they seem. The one we go to is laid out for as long as we are on the way. */
  let laidOut = null;
  const layOut = (section) => {
    if (section === laidOut)
      return;
    if (laidOut)
      laidOut.style.removeProperty ('content-visibility');
    laidOut = section;
    if (laidOut)
      laidOut.style.setProperty ('content-visibility', 'visible');
  };

  /* Heights to guess with, from the amount of text: the scroll bar hardly moves then. */
  const guessHeights = () => {
    if (sections.length < 2)
      return;
    const size = parseFloat (getComputedStyle (root).fontSize);
    const line = parseFloat (getComputedStyle (root).lineHeight);
    const perLine = Math.max (1, sections[0].getBoundingClientRect ().width / (size * 0.47));
    for (const section of sections)
      {
        const paragraphs = section.childElementCount;
        const lines = section.textContent.length / perLine + paragraphs * 0.5;
        section.style.setProperty ('contain-intrinsic-size',
                                   `auto ${Math.round (lines * line + paragraphs * size)}px`);
      }
  };

  const topOf = (span) => {
    const range = rangeOf (span);
    if (!range)
      return null;
    layOut (blockElement (span[0]).closest ('section[data-g]'));
    const rects = range.getClientRects ();
    const block = blockElement (span[0]);
    return (rects.length > 0 ? rects[0] : block.getBoundingClientRect ()).top;
  };

  /* The next frame; a page that nobody can see gets none, and must not wait for it for ever. */
  const nextFrame = (work) => {
    let isDone = false;
    const once = () => {
      if (!isDone)
        {
          isDone = true;
          work ();
        }
    };
    requestAnimationFrame (once);
    setTimeout (once, FRAME_TIMEOUT_MS);
  };

  /* Sections that come into view get their true height only then, so the target moves while we
   * go there: correct for some frames, unless the reader scrolls. */
  const settle = (measure, y, done) => {
    const turn = ++settling;
    let calm = 0;
    let frames = 0;
    const finish = done || (() => {});
    const step = guarded (() => {
      const top = turn === settling ? measure () : null;
      if (top === null)
        return finish (); /* something else moves the page now, or there is nothing to go to */
      const wanted = Math.max (0, Math.min (scrollMax (), window.scrollY + top - y));
      if (Math.abs (wanted - window.scrollY) >= 1)
        {
          window.scrollTo (0, wanted);
          calm = 0;
        }
      else
        calm++;
      if (calm < 2 && ++frames < 20)
        nextFrame (step);
      else
        finish ();
    });
    step ();
  };
  for (const type of ['wheel', 'pointerdown', 'touchstart', 'keydown'])
    listen (window, type, () => { settling++; }, { capture: true, passive: true });

  /* Changes the page without the reader losing the line. */
  const keepPlace = (change) => {
    const place = quiet ? null : firstVisible ();
    const span = place && [place.b, place.o, place.o];
    const y = span ? topOf (span) : null;
    change ();
    if (y !== null)
      settle (() => topOf (span), y);
  };

  let flashTimer = 0;
  const jump = (span, withFocus) => {
    const top = topOf (span);
    if (top === null)
      return;
    const height = window.innerHeight;
    if (top < height * 0.04 || top > height * 0.4)
      settle (() => topOf (span), height * UPPER_THIRD);
    if (span[2] > span[1])
      {
        paint (flash, [span]);
        clearTimeout (flashTimer);
        flashTimer = setTimeout (guarded (() => flash.clear ()), 1200);
      }
    if (!withFocus)
      return;
    const range = rangeOf (span);
    const around = range.startContainer.parentElement;
    const link = around && around.closest ('a.citation, a.noteref');
    if (link)
      link.focus ({ preventScroll: true });
    else
      getSelection ().collapse (range.startContainer, range.startOffset);
  };

  /* ---- the overview strip ---- */

  let stripMarks = []; /* [block, fraction of its height, its section or null, fraction of that] */
  let measureTimer = 0;
  const numbersIn = new WeakMap (); /* section → Map of block → number in the section */
  const numberIn = (section, block) => {
    let numbers = numbersIn.get (section);
    if (!numbers)
      {
        numbers = new Map (blocksIn (section).map ((b, i) => [b, i]));
        numbersIn.set (section, numbers);
      }
    return numbers.get (block) / numbers.size;
  };
  const setStrip = (places) => {
    stripMarks = [];
    for (const [index, fraction] of places)
      {
        const block = blockElement (index);
        const section = block && block.closest ('section[data-g]');
        if (!block)
          continue;
        const inSection = section
          ? numberIn (section, block) + fraction / numbersIn.get (section).size : 0;
        stripMarks.push ([block, fraction, section, inSection]);
      }
  };
  /* This runs while the reader scrolls: a section is asked for its place once, whatever the number of
   * its marks, and a block only in a section that is on the screen; asking it in a far one would lay
   * that one out. */
  const measure = () => {
    measureTimer = 0;
    const total = root.scrollHeight;
    const down = window.scrollY;
    const height = window.innerHeight;
    const at = [];
    let last = null;
    let room = null;
    for (const [block, fraction, section, inSection] of stripMarks)
      {
        if (section !== last)
          room = section && section.getBoundingClientRect ();
        last = section;
        const isFar = room && (room.bottom <= 0 || room.top >= height);
        const rect = isFar ? room : block.getBoundingClientRect ();
        const y = rect.top + down + rect.height * (isFar ? inSection : fraction);
        at.push (Math.round (y / total * 10000) / 10000);
      }
    post ({ type: 'strip', at });
  };
  const measureSoon = () => {
    if (stripMarks.length > 0 && !measureTimer)
      measureTimer = setTimeout (guarded (measure), 120);
  };
  new ResizeObserver (guarded (measureSoon)).observe (document.body);

  /* ---- citations ---- */

  let selectedCitation = null;
  const citationLinks = (id) =>
    document.querySelectorAll (`a.citation[data-c="${CSS.escape (id)}"]`);
  const selectCitation = (id, claims) => {
    if (selectedCitation !== null)
      for (const link of citationLinks (selectedCitation))
        {
          link.classList.remove ('selected');
          link.removeAttribute ('aria-current');
        }
    selectedCitation = id;
    if (id !== null)
      for (const link of citationLinks (id))
        {
          link.classList.add ('selected');
          link.setAttribute ('aria-current', 'true');
        }
    paint (claimed, claims);
  };

  let hoverTimer = 0;
  let hovered = null;
  const unhover = () => {
    clearTimeout (hoverTimer);
    if (hovered)
      post ({ type: 'unhover' });
    hovered = null;
  };
  const hover = (link, x, y, delay) => {
    if (hovered === link)
      return;
    unhover ();
    hovered = link;
    hoverTimer = setTimeout (guarded (() => {
      const rects = [...link.getClientRects ()];
      const rect = rects.find ((r) => x >= r.left - 1 && x <= r.right + 1 && y >= r.top - 1
                                      && y <= r.bottom + 1) || rects[0];
      if (rect)
        post ({ type: 'hover', id: link.dataset.c, rect: box (rect) });
    }), delay);
  };
  const citationOf = (node) =>
    node && node.nodeType === Node.ELEMENT_NODE ? node.closest ('a.citation') : null;
  listen (document, 'mouseover', (event) => {
    const link = citationOf (event.target);
    if (link)
      hover (link, event.clientX, event.clientY, 350);
    else if (hovered && hovered !== document.activeElement)
      unhover ();
  });
  listen (document, 'mouseleave', unhover);
  listen (document, 'focusin', (event) => {
    const link = citationOf (event.target);
    if (link && link.matches (':focus-visible'))
      hover (link, -1, -1, 200);
  });
  listen (document, 'focusout', unhover);

  /* ---- clicks ---- */

  const activate = (event) => {
    const target = event.target.nodeType === Node.ELEMENT_NODE ? event.target
                                                               : event.target.parentElement;
    const link = target && target.closest ('a');
    const at = event.detail > 0 ? placeAt (event.clientX, event.clientY) : null;
    const selection = getSelection ();
    if (link)
      event.preventDefault ();
    if (event.detail > 0 && selection && !selection.isCollapsed)
      return;
    if (!link)
      {
        if (at && event.button === 0)
          post ({ type: 'hit', ...(hooks.hitAt (event.clientX, event.clientY) || at) });
        return;
      }
    clearTimeout (hoverTimer);
    const rect = box (link.getClientRects ()[0] || link.getBoundingClientRect ());
    if (link.classList.contains ('citation'))
      post ({ type: 'citation', id: link.dataset.c, b: at ? at.b : -1, o: at ? at.o : 0 });
    else if (link.classList.contains ('noteref'))
      post ({ type: 'note', n: Number (link.dataset.n), rect });
    else if (link.classList.contains ('back'))
      post ({ type: 'backlink', n: Number (link.dataset.n) });
    else if (link.classList.contains ('link'))
      post ({ type: 'link', href: link.href });
  };
  listen (document, 'click', activate, true);
  listen (document, 'auxclick', (event) => event.preventDefault (), true);

  /* ---- the selection ---- */

  let pointerDown = false;
  let selectionTimer = 0;
  let hadSelection = false;
  const reportSelection = () => {
    const selection = getSelection ();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed)
      {
        if (hadSelection)
          post ({ type: 'selection' });
        hadSelection = false;
        if (selection && selection.rangeCount > 0)
          hooks.caretMoved (selection.focusNode, selection.focusOffset);
        return;
      }
    const range = selection.getRangeAt (0);
    const start = placeOf (range.startContainer, range.startOffset, false);
    const end = placeOf (range.endContainer, range.endOffset, true);
    const rects = [...range.getClientRects ()].filter ((r) => r.width > 0 && r.height > 0);
    const rect = rects[rects.length - 1] || range.getBoundingClientRect ();
    if (!start || !end)
      return;
    hadSelection = true;
    post ({ type: 'selection', sb: start.b, so: start.o, eb: end.b, eo: end.o, rect: box (rect) });
  };
  const selectionSoon = () => {
    clearTimeout (selectionTimer);
    /* at once: the next key may already want to highlight what this one has selected */
    if (!pointerDown)
      selectionTimer = setTimeout (guarded (reportSelection), 0);
  };
  listen (document, 'selectionchange', selectionSoon);
  listen (window, 'pointerdown', () => { pointerDown = true; }, true);
  for (const type of ['pointerup', 'pointercancel', 'blur'])
    listen (window, type, () => { pointerDown = false; selectionSoon (); }, true);

  /* ---- scrolling ---- */

  let placeTimer = 0;
  listen (window, 'scroll', () => {
    unhover ();
    clearTimeout (placeTimer);
    placeTimer = setTimeout (guarded (reportPlace), 120);
    if (hadSelection)
      selectionSoon ();
  }, { passive: true });
  listen (window, 'resize', () => {
    clearTimeout (placeTimer);
    placeTimer = setTimeout (guarded (reportPlace), 120);
  });
  listen (document, 'securitypolicyviolation', (event) =>
    post ({ type: 'blocked', uri: event.blockedURI, directive: event.violatedDirective }));

  /* ---- what C asks for ---- */

  const applyLook = (look) => {
    for (const [name, value] of Object.entries (look.attributes))
      root.dataset[name] = value;
    for (const [name, value] of Object.entries (look.properties))
      root.style.setProperty (name, value);
    for (const kind of KINDS)
      if (look.mentions)
        CSS.highlights.set (`m-${kind}`, highlights.get (`m-${kind}`));
      else
        CSS.highlights.delete (`m-${kind}`);
  };

  const afterPainting = (work) =>
    nextFrame (() => nextFrame (guarded (work)));

  const commands = {
    look: (m) => keepPlace (() => {
      applyLook (m.look);
      guessHeights ();
      hooks.layoutChanged ();
    }),
    setup: (m) => {
      applyLook (m.look);
      guessHeights ();
      choose (m.entity);
      setStrip (m.strip);
      selectCitation (m.citation, m.claims);
      paint (lit, m.lit);
      for (const section of sections)
        observer.observe (section);
      const ready = () => afterPainting (() => {
        quiet = false;
        post ({ type: 'painted' });
        reportPlace ();
      });
      if (m.place.b > 0 || m.place.o > 0)
        settle (() => topOf ([m.place.b, m.place.o, m.place.o]), TOP_MARGIN, ready);
      else
        ready ();
    },
    marks: (m) => {
      for (const [group, list] of Object.entries (m.groups))
        {
          unregister (Number (group));
          marks.set (Number (group), list);
          if (near.has (Number (group)))
            register (Number (group));
        }
    },
    stale: () => {
      marks.clear ();
      reregister ();
    },
    entity: (m) => {
      choose (m.entity);
      setStrip (m.strip);
      measure ();
    },
    citation: (m) => selectCitation (m.citation, m.claims),
    lit: (m) => paint (lit, m.spans),
    jump: (m) => jump (m.span, m.focus),
    fraction: (m) => window.scrollTo (0, m.at * root.scrollHeight - window.innerHeight * UPPER_THIRD),
    find: (m) => {
      finds = m.spans;
      paint (found, finds);
      paint (foundNow, m.current ? [m.current] : []);
      if (m.go && m.current)
        {
          const top = topOf (m.current);
          if (top < TOP_MARGIN || top > window.innerHeight * 0.7)
            settle (() => topOf (m.current), window.innerHeight * UPPER_THIRD);
        }
    },
    states: (m) => {
      for (const [id, [state, label]] of Object.entries (m.states))
        for (const link of citationLinks (id))
          {
            link.dataset.state = state;
            link.setAttribute ('aria-label', label);
          }
      hooks.layoutChanged ();
    },
    blocks: (m) => keepPlace (() => {
      const groups = new Set ();
      for (const [index, html] of Object.entries (m.blocks))
        {
          const block = blockElement (index);
          if (!block)
            continue;
          block.innerHTML = html;
          textCache.delete (block);
          groups.add (Math.floor (Number (index) / m.section));
        }
      for (const group of groups)
        if (registered.has (group))
          {
            unregister (group);
            register (group);
          }
      hooks.blocksChanged (Object.keys (m.blocks).map (Number));
      paint (found, finds);
    }),
    facts: (m) => {
      const facts = document.querySelector ('p.facts');
      if (facts)
        facts.textContent = m.text;
    },
  };

  globalThis.ibid = {
    commands,
    page: { blockAround, blockElement, boundary, box, guarded, highlight, hooks, indexOf, listen, near,
            nextFrame, offsetIn, post, raise, reportSelection, root, textsOf },
    receive: guarded ((json) => {
      const message = JSON.parse (json);
      for (const command of message)
        commands[command.do] (command);
    }),
  };
  post ({ type: 'ready' });
}) ();
