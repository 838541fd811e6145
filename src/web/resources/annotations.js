/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the reader has marked, painted over the text. Runs after reader.js, in the same world.
 *
 * The tint is a custom highlight. Highlights of one name do not stack, of several underlines only
 * the topmost is drawn, all at one height: so every character gets one tint, that of the innermost
 * annotation on it, and the lines under the text, which tell one annotation from the other, are
 * drawn into an SVG element that lies over each section. The text itself stays as it is.
 */
(() => {
  'use strict';

  const { ibid } = globalThis;
  if (!ibid)
    return;
  const { boundary, box, guarded, highlight, hooks, indexOf, blockAround, blockElement, listen, near,
          nextFrame, offsetIn, post, raise, reportSelection, root, textsOf } = ibid.page;

  const SVG = 'http://www.w3.org/2000/svg';
  const STYLES = ['yellow', 'green', 'blue', 'pink', 'purple', 'underline'];
  const UNDERLINE = 5;
  /* as in ibid-reader-annotations.c */
  const HAS_NOTE = 1;
  const IS_UNCERTAIN = 2;
  const IS_FIRST = 4;
  const IS_LAST = 8;
  const MAX_LANES = 6;

  const tints = STYLES.slice (0, UNDERLINE).map ((style) => [highlight (`a-${style}`),
                                                             highlight (`a-${style}-deep`)]);
  raise ();

  let blocksPerGroup = 50;
  const groups = new Map (); /* group → Map of block → { pieces, ranges } */
  let chosenKey = 0;
  let isUnsaid = false; /* the chosen one was not near when it was chosen */
  let labels = [];

  const groupOf = (index) => Math.floor (index / blocksPerGroup);
  const entryOf = (index) => (groups.get (groupOf (index)) || new Map ()).get (index);
  const hasTint = (piece) => piece.style !== UNDERLINE && !(piece.flags & IS_UNCERTAIN);

  /* Dimmed ink would be too faint on a tint. WebKit takes the colour of a highlight from the topmost
   * one, and from a style sheet of the page's own level only, which ours is not. */
  const inks = new CSSStyleSheet ();
  inks.replaceSync (`${[...CSS.highlights.keys ()].filter ((name) => !/^m-|^claim$/.test (name))
    .map ((name) => `::highlight(${name}) { color: var(--ink); }`).join ('\n')}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, inks];

  /* ---- what lies over what ---- */

  /* Each piece gets the first lane that no piece before it needs. Those that touch get two, or
   * nobody could tell them from one. */
  const assignLanes = (pieces) => {
    const ends = [];
    let before = null;
    pieces.sort ((a, b) => a.start - b.start || b.end - a.end || a.key - b.key);
    for (const piece of pieces)
      {
        let lane = ends.findIndex ((end) => end < piece.start);
        if (lane < 0)
          lane = Math.min (ends.length, MAX_LANES - 1);
        piece.lane = lane;
        /* shapes of what begins at the same place stand side by side */
        piece.turn = before && before.start === piece.start ? before.turn + 1 : 0;
        before = piece;
        ends[lane] = Math.max (ends[lane] || 0, piece.end);
      }
  };

  /* [start, end, style, is-deep]: which tint each stretch of text gets */
  const stretchesOf = (pieces) => {
    const tinted = pieces.filter (hasTint);
    const cuts = [...new Set (tinted.flatMap ((p) => [p.start, p.end]))].sort ((a, b) => a - b);
    const stretches = [];
    let active = [];
    let next = 0;
    for (let i = 0; i + 1 < cuts.length; i++)
      {
        active = active.filter ((p) => p.end > cuts[i]);
        for (; next < tinted.length && tinted[next].start <= cuts[i]; next++)
          active.push (tinted[next]);
        if (active.length === 0)
          continue;
        /* what begins last, and of those the shortest: the innermost */
        const top = active[active.length - 1];
        const isDeep = active.length > 1 ? 1 : 0;
        const last = stretches[stretches.length - 1];
        if (last && last[1] === cuts[i] && last[2] === top.style && last[3] === isDeep)
          last[1] = cuts[i + 1];
        else
          stretches.push ([cuts[i], cuts[i + 1], top.style, isDeep]);
      }
    return stretches;
  };

  /* ---- where the text stands ---- */

  /* The lines that a piece of text takes: { top, bottom, boxes: [[left, right], …] }. Taken from the
   * text alone: of an element that lies wholly inside, a range gives the box, not the lines. */
  const linesOf = (texts, start, end, gap, clip) => {
    const lines = [];
    const range = document.createRange ();
    for (const [node, at] of texts)
      {
        if (at + node.length <= start || at >= end)
          continue;
        range.setStart (node, Math.max (0, start - at));
        range.setEnd (node, Math.min (node.length, end - at));
        for (const rect of range.getClientRects ())
          {
            const left = Math.max (rect.left, clip.left);
            const right = Math.min (rect.right, clip.right);
            if (right - left < 0.5 || rect.height === 0)
              continue;
            const middle = (rect.top + rect.bottom) / 2;
            let line = lines[lines.length - 1];
            if (!line || middle < line.top || middle > line.bottom)
              line = lines.find ((l) => middle > l.top && middle < l.bottom);
            if (!line)
              {
                line = { top: rect.top, bottom: rect.bottom, boxes: [] };
                lines.push (line);
              }
            line.top = Math.min (line.top, rect.top);
            line.bottom = Math.max (line.bottom, rect.bottom);
            const beside = line.boxes.find ((b) => left <= b[1] + gap && right >= b[0] - gap);
            if (beside)
              {
                beside[0] = Math.min (beside[0], left);
                beside[1] = Math.max (beside[1], right);
              }
            else
              line.boxes.push ([left, right]);
          }
      }
    return lines;
  };

  const EVERYWHERE = { left: -Infinity, right: Infinity };
  /* Tables and preformatted text may be scrolled aside within their box. */
  const scrollerOf = (block) => block.closest ('.table, pre');
  const measureOf = (block) => {
    const scroller = scrollerOf (block);
    return {
      texts: textsOf (block),
      gap: block.tagName === 'TABLE' ? 0 : parseFloat (getComputedStyle (root).fontSize),
      clip: scroller ? scroller.getBoundingClientRect () : EVERYWHERE,
    };
  };

  /* ---- lines and shapes ---- */

  const number = (x) => Math.round (x * 10) / 10;
  const polygon = (x, y, r, points) =>
    `M${points.map (([px, py]) => `${number (x + px * r)} ${number (y + py * r)}`).join ('L')}Z`;
  const star = [...Array (10).keys ()].map ((i) => {
    const reach = i % 2 ? 0.5 : 1.15;
    return [Math.sin (i * Math.PI / 5) * reach, -Math.cos (i * Math.PI / 5) * reach];
  });
  /* the same shapes as in the panels */
  const SHAPES = [
    (x, y, r) => `M${number (x - r)} ${number (y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    (x, y, r) => polygon (x, y, r * 0.9, [[-1, -1], [1, -1], [1, 1], [-1, 1]]),
    (x, y, r) => polygon (x, y, r * 1.15, [[0, -1], [1, 0.8], [-1, 0.8]]),
    (x, y, r) => polygon (x, y, r * 1.2, [[0, -1], [1, 0], [0, 1], [-1, 0]]),
    (x, y, r) => polygon (x, y, r, star),
  ];
  /* a sheet with a turned corner */
  const noteShape = (x, y, s) =>
    `M${number (x)} ${number (y)}h${number (s * 0.85)}v${number (s * 0.65)}l${number (-s * 0.3)} `
    + `${number (s * 0.35)}h${number (-s * 0.55)}Z`;

  const layerOf = (block) => {
    const holder = block.closest ('section[data-g], header');
    if (!holder)
      return null;
    let layer = holder.querySelector (':scope > svg.marks');
    if (!layer)
      {
        layer = document.createElementNS (SVG, 'svg');
        layer.setAttribute ('class', 'x marks');
        layer.setAttribute ('aria-hidden', 'true');
        holder.append (layer);
        resized.observe (holder);
      }
    return layer;
  };

  const weightOf = (em, isBold) => Math.max (1, Math.round (em * (isBold ? 0.13 : 0.085)));

  const drawPiece = (paths, piece, measure, origin, rtl, em) => {
    const isChosen = piece.key === chosenKey;
    const style = STYLES[piece.style];
    const isBold = root.dataset.contrast === 'more';
    const weight = weightOf (em, isBold);
    const add = (name, d) => { paths[name] = (paths[name] || '') + d; };
    const kind = `${style}${piece.flags & IS_UNCERTAIN ? ' uncertain' : ''}${isChosen ? ' chosen' : ''}`;
    const lines = linesOf (measure.texts, piece.start, piece.end, measure.gap, measure.clip);
    const last = lines.length - 1;
    lines.forEach ((line, i) => {
      /* on whole pixels, so that neighbours stay apart */
      const y = Math.round (line.bottom - origin.top) + piece.lane * (weight + 1) + weight / 2 - 1;
      line.boxes.forEach (([boxLeft, boxRight], k) => {
        const left = boxLeft - origin.left;
        const right = boxRight - origin.left;
        const isStart = i === 0 && k === 0 && (piece.flags & IS_FIRST);
        add (`line ${kind}`, `M${number (left)} ${number (y)}H${number (right)}`);
        if (piece.style !== UNDERLINE && (isStart || (isBold && k === 0)))
          {
            const shift = em * (0.1 + piece.turn * 0.42);
            add (`shape ${style}`, SHAPES[piece.style] (rtl ? right - shift : left + shift, y,
                                                        number (em * (isBold ? 0.21 : 0.17))));
          }
        if (isChosen || (piece.flags & IS_UNCERTAIN))
          add (`frame ${kind}`, `M${number (left - 1)} ${number (line.top - origin.top)}`
                                + `H${number (right + 1)}V${number (y)}H${number (left - 1)}Z`);
        if (i === last && k === line.boxes.length - 1 && (piece.flags & HAS_NOTE)
            && (piece.flags & IS_LAST))
          {
            const size = em * 0.42;
            const shift = size * (0.35 + piece.lane * 1.25);
            add (`note ${style}`,
                 noteShape (rtl ? left + shift - size : right - shift, line.top - origin.top - size * 0.5,
                            size));
          }
      });
    });
  };

  const isSkipped = (block) => !block.checkVisibility ({ contentVisibilityAuto: true });

  const erase = (index, entry) => {
    if (entry.drawing)
      entry.drawing.remove ();
    entry.drawing = null;
  };

  const drawNow = (index, entry) => {
    const block = blockElement (index);
    if (!block || isSkipped (block))
      return;
    const layer = layerOf (block);
    if (!layer)
      return;
    const origin = layer.parentNode.getBoundingClientRect ();
    const measure = measureOf (block);
    const rtl = getComputedStyle (block).direction === 'rtl';
    const em = parseFloat (getComputedStyle (root).fontSize);
    const paths = {};
    for (const piece of entry.pieces)
      drawPiece (paths, piece, measure, origin, rtl, em);
    erase (index, entry);
    entry.drawing = document.createElementNS (SVG, 'g');
    entry.drawing.setAttribute ('stroke-width', weightOf (em, root.dataset.contrast === 'more'));
    /* shapes and notes over lines, whatever came first */
    for (const [name, d] of Object.entries (paths).sort (([a], [b]) => (a < b ? -1 : 1)))
      {
        const path = document.createElementNS (SVG, 'path');
        path.setAttribute ('class', name);
        path.setAttribute ('d', d);
        entry.drawing.append (path);
      }
    layer.append (entry.drawing);
  };

  /* Measuring thousands of lines takes long, and the text must not wait for it: what a turn has no
   * time for is drawn in the frames that follow, what is in view first. */
  const BUDGET_MS = 8;
  const waiting = new Set ();
  let turnStart = 0;
  const isInView = (index) => {
    const block = blockElement (index);
    const rect = block && block.getBoundingClientRect ();
    return rect && rect.bottom > 0 && rect.top < window.innerHeight ? 1 : 0;
  };
  const drawSome = guarded (() => {
    turnStart = performance.now ();
    for (const index of [...waiting].sort ((a, b) => isInView (b) - isInView (a)))
      {
        const entry = entryOf (index);
        waiting.delete (index);
        if (entry && entry.ranges)
          drawNow (index, entry);
        if (performance.now () - turnStart > BUDGET_MS)
          break;
      }
    if (waiting.size > 0)
      nextFrame (drawSome);
    else
      turnStart = 0;
  });
  const draw = (index, entry) => {
    const now = performance.now ();
    if (turnStart === 0)
      {
        turnStart = now;
        nextFrame (drawSome);
      }
    if (now - turnStart > BUDGET_MS)
      waiting.add (index);
    else
      drawNow (index, entry);
  };

  /* ---- what is near is registered ---- */

  const register = (index, entry) => {
    const block = blockElement (index);
    if (!block || entry.ranges)
      return;
    const texts = textsOf (block);
    entry.ranges = [];
    if (texts.length === 0)
      return;
    for (const [start, end, style, isDeep] of stretchesOf (entry.pieces))
      {
        const range = document.createRange ();
        range.setStart (...boundary (texts, start, false));
        range.setEnd (...boundary (texts, end, true));
        tints[style][isDeep].add (range);
        entry.ranges.push ([tints[style][isDeep], range]);
      }
    draw (index, entry);
    const piece = isUnsaid && entry.pieces.find ((p) => p.key === chosenKey);
    if (piece)
      say ([piece]);
  };

  const unregister = (index, entry) => {
    for (const [tint, range] of entry.ranges || [])
      tint.delete (range);
    entry.ranges = null;
    erase (index, entry);
  };

  const forGroup = (group, work) => {
    for (const [index, entry] of groups.get (group) || [])
      work (index, entry);
  };

  const drawAllIn = (holder) => {
    for (const group of near)
      forGroup (group, (index, entry) => {
        const block = entry.ranges && blockElement (index);
        if (block && (!holder || holder.contains (block)))
          draw (index, entry);
      });
  };

  const resized = new ResizeObserver (guarded ((entries) => {
    for (const entry of entries)
      drawAllIn (entry.target);
  }));
  listen (document, 'contentvisibilityautostatechange', (event) => {
    if (!event.skipped)
      drawAllIn (event.target);
  }, true);
  /* a table that is scrolled within its box takes its text along; the page's scrolling does not
   * matter, for what is drawn lies in it */
  listen (document, 'scroll', (event) => {
    if (event.target !== document)
      drawAllIn (event.target);
  }, { capture: true, passive: true });

  hooks.nearChanged = (came, gone) => {
    for (const group of gone)
      forGroup (group, unregister);
    for (const group of came)
      forGroup (group, register);
  };
  hooks.layoutChanged = () => drawAllIn (null);
  hooks.blocksChanged = (indices) => {
    for (const index of indices)
      {
        const entry = entryOf (index);
        if (!entry || !entry.ranges)
          continue;
        unregister (index, entry);
        register (index, entry);
      }
    drawAllIn (null);
  };

  /* ---- where a click or the caret is ---- */

  const piecesAt = (index, offset) => {
    const entry = entryOf (index);
    return entry ? entry.pieces.filter ((p) => p.start <= offset && offset < p.end) : [];
  };

  /* The character under a point, not the gap between two that is nearest to it. */
  const characterAt = (x, y) => {
    const caret = document.caretRangeFromPoint (x, y);
    const node = caret && caret.startContainer;
    const block = node && node.nodeType === Node.TEXT_NODE && blockAround (node);
    if (!block)
      return null;
    const range = document.createRange ();
    for (const [start, end] of [[caret.startOffset, caret.startOffset + 1],
                                [caret.startOffset - 1, caret.startOffset]])
      {
        if (start < 0 || end > node.length)
          continue;
        range.setStart (node, start);
        range.setEnd (node, end);
        for (const rect of range.getClientRects ())
          if (x >= rect.left && x <= rect.right && y >= rect.top - 4 && y <= rect.bottom + 4)
            return { b: indexOf (block), o: offsetIn (block, node, start) };
      }
    return null;
  };

  /* The line of an annotation that a point lies on, or its first one. */
  const rectOf = (index, piece, y) => {
    const { texts, gap, clip } = measureOf (blockElement (index));
    const lines = linesOf (texts, piece.start, piece.end, gap, clip);
    const line = lines.find ((l) => y >= l.top - 4 && y <= l.bottom + 4) || lines[0];
    if (!line)
      return null;
    const left = Math.min (...line.boxes.map ((b) => b[0]));
    const right = Math.max (...line.boxes.map ((b) => b[1]));
    return box (new DOMRect (left, line.top, right - left, line.bottom - line.top));
  };

  const placeWithRect = (at, y) => {
    const pieces = at ? piecesAt (at.b, at.o) : [];
    const top = pieces[pieces.length - 1];
    const rect = top && rectOf (at.b, top, y);
    return rect ? { b: at.b, o: at.o, rect } : null;
  };

  const atCaret = () => {
    const selection = getSelection ();
    const node = selection && selection.focusNode;
    const block = node && blockAround (node);
    if (!block)
      return null;
    const b = indexOf (block);
    const o = offsetIn (block, node, selection.focusOffset);
    const caret = document.createRange ();
    caret.setStart (node, selection.focusOffset);
    const { top, bottom } = caret.getBoundingClientRect ();
    const y = (top + bottom) / 2;
    /* a caret behind the last character still belongs to it */
    return placeWithRect ({ b, o }, y) || (o > 0 ? placeWithRect ({ b, o: o - 1 }, y) : null);
  };

  hooks.hitAt = (x, y) => placeWithRect (characterAt (x, y), y);

  /* Return opens what the caret stands in, as a click does. */
  listen (document, 'keydown', (event) => {
    const focused = document.activeElement;
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey
        || (focused && focused.closest ('a')) || !getSelection ().isCollapsed)
      return;
    const at = atCaret ();
    if (!at)
      return;
    event.preventDefault ();
    post ({ type: 'hit', ...at });
  });

  /* ---- the context menu ---- */

  const askForMenu = (x, y, target, at) => {
    const link = target && target.closest ('a.link');
    reportSelection ();
    post ({ type: 'menu', x: Math.round (x), y: Math.round (y), ...(link ? { link: link.href } : {}),
            ...(at || {}) });
  };
  listen (document, 'contextmenu', (event) => {
    const target = event.target.nodeType === Node.ELEMENT_NODE ? event.target
                                                               : event.target.parentElement;
    event.preventDefault ();
    askForMenu (event.clientX, event.clientY, target, hooks.hitAt (event.clientX, event.clientY));
  }, true);

  /* By a key it comes where the focus is, or under the selection or the caret, if they are in
   * view. */
  const askForMenuByKey = () => {
    const focused = document.activeElement;
    const link = focused && focused.closest ('a');
    const selection = getSelection ();
    const range = selection && selection.rangeCount > 0 ? selection.getRangeAt (0) : null;
    const rects = link ? link.getClientRects () : range ? range.getClientRects () : [];
    const rect = rects[rects.length - 1] || new DOMRect (window.innerWidth / 2, 0, 0, 0);
    const x = Math.max (0, Math.min (window.innerWidth, rect.left));
    const y = Math.max (0, Math.min (window.innerHeight, rect.bottom));
    askForMenu (x, y, link, atCaret ());
  };

  /* ---- what a screen reader hears ---- */

  const live = document.createElement ('div');
  live.className = 'x live';
  live.setAttribute ('role', 'status');
  live.setAttribute ('aria-live', 'polite');
  document.body.append (live);

  const labelOf = (piece) => labels[piece.style * 4 + (piece.flags & 3)] || '';
  let saidFor = '';
  const say = (pieces) => {
    const keys = pieces.map ((p) => p.key).join (' ');
    if (pieces.some ((p) => p.key === chosenKey))
      isUnsaid = false;
    if (keys === saidFor)
      return;
    saidFor = keys;
    live.textContent = pieces.map (labelOf).join ('. ');
  };
  hooks.caretMoved = (node, offset) => {
    const block = node && blockAround (node);
    say (block ? piecesAt (indexOf (block), offsetIn (block, node, offset)) : []);
  };

  /* ---- what C asks for ---- */

  const replace = (index, list) => {
    const group = groupOf (index);
    const before = entryOf (index);
    if (before)
      unregister (index, before);
    if (list.length === 0)
      {
        if (before)
          groups.get (group).delete (index);
        return;
      }
    const pieces = list.map (([key, start, end, style, flags]) => ({ key, start, end, style, flags }));
    const entry = { pieces, ranges: null, drawing: null };
    assignLanes (pieces);
    if (!groups.has (group))
      groups.set (group, new Map ());
    groups.get (group).set (index, entry);
    if (near.has (group))
      register (index, entry);
  };

  const pieceOf = (key) => {
    for (const group of near)
      for (const entry of (groups.get (group) || new Map ()).values ())
        for (const piece of entry.pieces)
          if (piece.key === key)
            return piece;
    return null;
  };

  Object.assign (ibid.commands, {
    /* { block: [[key, start, end, style, flags], …] }: all that stands in these blocks now */
    annotations: (m) => {
      blocksPerGroup = m.section;
      if (m.stale)
        {
          for (const group of groups.keys ())
            forGroup (group, unregister);
          groups.clear ();
        }
      for (const [index, list] of Object.entries (m.blocks))
        replace (Number (index), list);
    },
    annotation: (m) => {
      const changed = new Set ([chosenKey, m.key]);
      chosenKey = m.key;
      for (const group of near)
        forGroup (group, (index, entry) => {
          if (entry.ranges && entry.pieces.some ((p) => changed.has (p.key)))
            draw (index, entry);
        });
      const piece = pieceOf (m.key);
      isUnsaid = m.key > 0 && !piece;
      say (piece ? [piece] : []);
    },
    labels: (m) => { labels = m.labels; },
    menu: askForMenuByKey,
    'drop-selection': () => {
      const selection = getSelection ();
      if (selection && !selection.isCollapsed)
        selection.collapseToEnd ();
      reportSelection ();
    },
  });
}) ();
