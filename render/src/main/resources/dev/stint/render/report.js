'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);

  /* Small tools: elements, colours of the theme, numbers. */

  const SVG = 'http://www.w3.org/2000/svg';
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function shape(parent, name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  const probe = element('span', { hidden: true });
  document.body.append(probe);

  function colour(name, alpha = 1) {
    probe.style.color = `var(--${name})`;
    const [r, g, b] = getComputedStyle(probe).color.match(/[\d.]+/g);
    return `rgba(${r}, ${g}, ${b}, ${alpha})`;
  }

  function mixed(from, to, part, alpha = 1) {
    const [a, b] = [from, to].map(name => colour(name).match(/[\d.]+/g).map(Number));
    return `rgba(${[0, 1, 2].map(i => Math.round(a[i] + (b[i] - a[i]) * part)).join(', ')}, ${alpha})`;
  }

  const phaseName = phase => `phase-${data.phases.indexOf(phase) % 6}`;
  const phaseColour = (phase, alpha) => colour(phaseName(phase), alpha);

  /* From the best (0) to the worst (1). */
  const rampColour = (share, alpha) => share < 0.5 ? mixed('best', 'middling', share * 2, alpha) : mixed('middling', 'worst', share * 2 - 1, alpha);

  /* Four significant digits; powers of ten only where plain digits would be unreadable. */
  function digits(x) {
    if (x === null || x === undefined || Number.isNaN(x)) return '–';
    const size = Math.abs(x);
    const text = size !== 0 && (size < 1e-4 || size >= 1e7) ? x.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e') : String(Number(x.toPrecision(4)));
    return text.replace(/^-/, '−');
  }

  const short = (text, most) => [...text].length > most ? [...text].slice(0, most - 1).join('') + '…' : text;
  const by = key => (a, b) => a[key] - b[key];

  /* The share of values better than each, so that colours spread evenly however the values lie. */
  function ranks(values) {
    const sorted = values.filter(v => v !== null).sort((a, b) => data.minimize ? a - b : b - a);
    return values.map(v => v === null ? null : sorted.indexOf(v) / Math.max(1, sorted.length - 1));
  }

  /* Swatches name their colour, so that they follow the theme by themselves. */
  function legend(entries) {
    return element('ul', { className: 'legend' }, ...entries.map(([name, paint]) => {
      const swatch = element('i');
      swatch.style.background = `var(--${paint})`;
      return element('li', {}, swatch, name);
    }));
  }

  const phaseLegend = phases => legend(phases.map(phase => [phase, phaseName(phase)]));
  const rampLegend = () => legend([['best', 'best'], ['middle', 'middling'], ['worst', 'worst']]);

  /* One trial is chosen at a time, in all charts and the table. */

  let chosen = -1;
  const watchers = [];

  function choose(index) {
    if (index === chosen) return;
    chosen = index;
    watchers.forEach(watch => watch());
  }

  function described(index, value) {
    if (index < 0) return '';
    const trial = data.trials[index];
    const role = [trial.winner && 'recommended', trial.control && 'control'].filter(Boolean).join(', ');
    return `Trial ${trial.number}${role ? ` (${role})` : ''}, ${trial.phase}: ${value ? `${data.metric} ${value}; ` : ''}${trial.config}`;
  }

  function lastValue(index) {
    const run = index < 0 ? undefined : data.trials[index].runs[0];
    if (!run) return '';
    const at = run.values.findLastIndex(v => v !== null);
    return at < 0 ? run.state : `${digits(run.values[at])} at ${run.steps[at]} ${data.unit}s, ${run.state}`;
  }

  /* Plots with uPlot. */

  const FONT = '12px system-ui, sans-serif';
  const FLAT = { size: 26 };
  const plots = [];

  function logTicks(u, axis, low, high) {
    const ticks = [];
    const marks = Math.log10(high / low) < 2.2 ? [1, 2, 5] : [1];
    for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
      for (const mark of marks) {
        const tick = Number(`${mark}e${e}`);
        if (tick >= low && tick <= high) ticks.push(tick);
      }
    }
    return ticks;
  }

  function axis(label, log, more = {}) {
    const paint = colour('soft');
    const rule = { stroke: colour('rule'), width: 1 };
    const logs = log ? { splits: logTicks, filter: (u, splits) => splits } : {};
    return {
      label, labelFont: FONT, labelSize: label ? 20 : 0, labelGap: 2, font: FONT, stroke: paint, grid: rule, ticks: { ...rule, size: 4 }, gap: 4,
      values: (u, splits) => splits.map(digits), ...logs, ...more,
    };
  }

  /* Room at both ends; null where there is nothing to show. */
  function roomy(log) {
    return (u, low, high) => {
      if (low === null) return log ? [0.1, 1] : [0, 1];
      if (log) {
        const room = Math.max(1.06, (high / low) ** 0.05);
        return [low / room, high * room];
      }
      const room = (high - low || Math.abs(high) || 1) * 0.05;
      return [low - room, high + room];
    };
  }

  const scale = (log, range) => ({ time: false, distr: log ? 3 : 1, range: range || roomy(log) });

  /* What is drawn for the width of its place: now, when that changes, and when the colours do. */
  function fitted(host, draw) {
    draw();
    new ResizeObserver(draw).observe(host);
    plots.push(draw);
  }

  /* Draws now, again when the width, the theme or `again` says so. */
  function plot(host, height, build) {
    let drawn = null;
    const draw = () => {
      const { options, table } = build();
      drawn?.destroy();
      drawn = new uPlot({ width: host.clientWidth, height, legend: { show: false }, padding: [10, 12, 0, 0], ...options }, table, host);
    };
    draw();
    new ResizeObserver(() => drawn.width !== host.clientWidth && drawn.setSize({ width: host.clientWidth, height })).observe(host);
    plots.push(draw);
    return { draw, redraw: () => drawn.redraw(false) };
  }

  function strokePath(u, xs, ys, paint, width) {
    const ctx = u.ctx;
    ctx.beginPath();
    let open = false;
    xs.forEach((x, i) => {
      if (ys[i] === null || ys[i] === undefined) return;
      const place = [u.valToPos(x, 'x', true), u.valToPos(ys[i], 'y', true)];
      if (open) ctx.lineTo(...place); else ctx.moveTo(...place);
      open = true;
    });
    ctx.strokeStyle = paint;
    ctx.lineWidth = width * devicePixelRatio;
    ctx.lineJoin = 'round';
    ctx.stroke();
  }

  function inside(u, draw) {
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    u.ctx.clip();
    draw(u.ctx);
    u.ctx.restore();
  }

  function ring(u, x, y, paint, radius, fill) {
    const ctx = u.ctx;
    ctx.beginPath();
    ctx.arc(u.valToPos(x, 'x', true), u.valToPos(y, 'y', true), radius * devicePixelRatio, 0, 7);
    if (fill) {
      ctx.fillStyle = paint;
      ctx.fill();
    }
    ctx.strokeStyle = fill ? colour('paper') : paint;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.stroke();
  }

  function option(value, text) {
    return element('option', { value, textContent: text });
  }

  /* Spending: the phases on top of each other. */

  function spending(host, figure) {
    const { rows, budget, unit } = data.spending;
    const span = rows.at(-1)[0];
    const [name, seconds] = span < 180 ? ['seconds', 1] : span < 7200 ? ['minutes', 60] : span < 172800 ? ['hours', 3600] : ['days', 86400];
    const phases = data.phases.filter((phase, i) => rows.at(-1)[i + 1] > 0);
    const sum = (row, phase) => data.phases.slice(0, data.phases.indexOf(phase) + 1).reduce((total, p, i) => total + row[i + 1], 0);
    const stacked = [...phases].reverse();
    const readout = element('p', { className: 'readout' });
    host.before(phaseLegend(phases));
    host.after(readout);
    plot(host, 260, () => ({
      options: {
        scales: { x: scale(false, (u, low, high) => [0, high || 1]), y: scale(false, () => [0, Math.max(budget, sum(rows.at(-1), data.phases.at(-1))) * 1.06]) },
        axes: [axis(`${name} since the start`, false, FLAT), axis(unit, false, { size: 56 })],
        series: [{}, ...stacked.map(phase => ({ fill: mixed('paper', phaseName(phase), 0.55), stroke: phaseColour(phase), width: 1, points: { show: false } })),
          { stroke: colour('soft'), dash: [6, 5], width: 1.5, points: { show: false } }],
        cursor: { drag: { x: false, y: false }, points: { show: false } },
        hooks: { setCursor: [u => { readout.textContent = spent(u.cursor.idx); }] },
      },
      table: [rows.map(row => row[0] / seconds), ...stacked.map(phase => rows.map(row => sum(row, phase))), rows.map(() => budget)],
    }));

    function spent(i) {
      if (i === null || i === undefined) return '';
      const parts = phases.map(phase => [phase, rows[i][data.phases.indexOf(phase) + 1]]).filter(part => part[1] > 0);
      return `After ${digits(rows[i][0] / seconds)} ${name}: ${parts.map(([phase, amount]) => `${phase} ${digits(amount)}`).join(', ')} ${unit}`;
    }
  }

  /* Finalists: a forest plot for each metric. */

  function forest(host) {
    fitted(host, () => host.replaceChildren(...data.forests.map(one => forestOf(one, host.clientWidth))));
  }

  function forestOf({ title, rows, best }, width) {
    const narrow = width < 560;
    const [left, right, step, top] = [narrow ? 118 : 150, narrow ? 44 : 120, 34, 34];
    const bottom = top + rows.length * step;
    const numbers = rows.flatMap(row => [row.mean, row.low, row.high, ...row.seeds]).filter(v => v !== null);
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    const room = (high - low || Math.abs(high) || 1) * 0.06;
    const place = v => left + (width - left - right) * (v - low + room) / (high - low + 2 * room);
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('width', width);
    svg.setAttribute('height', bottom + 30);
    shape(svg, 'text', { x: 0, y: 14, 'font-weight': 600 }, short(title, narrow ? 30 : 80));
    if (best) shape(svg, 'text', { x: width, y: 14, 'text-anchor': 'end', class: 'soft' }, narrow ? 'P(best)' : 'probability of best');
    for (const tick of ticks(low - room, high + room, narrow ? 3 : 6)) {
      shape(svg, 'line', { x1: place(tick), x2: place(tick), y1: top - 8, y2: bottom, class: 'rule' });
      shape(svg, 'text', { x: place(tick), y: bottom + 16, 'text-anchor': 'middle', class: 'soft' }, digits(tick));
    }
    rows.forEach((row, i) => forestRow(svg, row, top + (i + 0.5) * step, place, best ? width : null));
    return svg;
  }

  function forestRow(svg, row, y, place, width) {
    const paint = colour(row.winner ? 'phase-4' : row.control ? 'phase-3' : 'soft');
    const role = row.winner && row.control ? ' · winner, control' : row.winner ? ' · winner' : row.control ? ' · control' : '';
    shape(svg, 'text', { x: 0, y: y + 4, 'font-weight': row.winner ? 600 : 400 }, `trial ${row.trial}${role}`);
    if (width) shape(svg, 'text', { x: width, y: y + 4, 'text-anchor': 'end' }, row.best);
    if (row.low !== null) shape(svg, 'line', { x1: place(row.low), x2: place(row.high), y1: y, y2: y, stroke: paint, 'stroke-width': 2.5, 'stroke-linecap': 'round' });
    for (const seed of row.seeds) {
      if (seed !== null) shape(svg, 'circle', { cx: place(seed), cy: y - 9, r: 2.6, fill: paint, opacity: 0.75 });
    }
    if (row.mean !== null) shape(svg, 'rect', { x: place(row.mean) - 4.5, y: y - 4.5, width: 9, height: 9, fill: paint, stroke: colour('paper'), 'stroke-width': 1.5 });
  }

  /* Early ranks: a bar for each rung and metric, from chance to certainty. */

  function early(host) {
    fitted(host, () => host.replaceChildren(ranksOf(data.early, host.clientWidth)));
  }

  function ranksOf(rows, width) {
    const [left, right, step, top] = [width < 560 ? 130 : 220, 20, 26, 10];
    const bottom = top + rows.length * step;
    const place = v => left + (width - left - right) * v;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('width', width);
    svg.setAttribute('height', bottom + 26);
    for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
      shape(svg, 'line', { x1: place(tick), x2: place(tick), y1: top, y2: bottom, class: 'rule', 'stroke-dasharray': tick === 0.5 ? '5 4' : 'none' });
      shape(svg, 'text', { x: place(tick), y: bottom + 16, 'text-anchor': 'middle', class: 'soft' }, `${100 * tick} %`);
    }
    rows.forEach((row, i) => {
      const y = top + (i + 0.5) * step;
      const paint = colour(row.assumed ? 'soft' : row.metric === data.metric ? 'phase-4' : 'phase-1');
      shape(svg, 'text', { x: 0, y: y + 4 }, `${short(row.metric, width < 560 ? 10 : 20)} at ${row.length}${row.assumed ? ' (assumed)' : ''}`);
      shape(svg, 'line', { x1: place(row.alike[0]), x2: place(row.alike[2]), y1: y, y2: y, stroke: paint, 'stroke-width': 2.5, 'stroke-linecap': 'round' });
      shape(svg, 'circle', { cx: place(row.alike[1]), cy: y, r: 4.5, fill: paint });
    });
    return svg;
  }

  /* Proxies: what the stand-in has against what the training has, a dot for each configuration. */

  function proxies(host) {
    fitted(host, () => host.replaceChildren(...data.proxies.filter(one => one.pairs.length).map(one => pairsOf(one, host.clientWidth))));
  }

  function pairsOf({ name, pairs }, width) {
    const [left, right, top, height] = [64, 20, 24, 260];
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('width', width);
    svg.setAttribute('height', height + 44);
    const along = bounded(pairs.map(pair => pair[0]), v => left + (width - left - right) * v);
    const up = bounded(pairs.map(pair => pair[1]), v => height - (height - top) * v);
    shape(svg, 'text', { x: 0, y: 14, 'font-weight': 600 }, `${short(data.metric, 24)} of the training, against that of ${short(name, 24)}`);
    for (const tick of ticks(...along.range, width < 560 ? 3 : 6)) {
      shape(svg, 'line', { x1: along(tick), x2: along(tick), y1: top, y2: height, class: 'rule' });
      shape(svg, 'text', { x: along(tick), y: height + 16, 'text-anchor': 'middle', class: 'soft' }, digits(tick));
    }
    for (const tick of ticks(...up.range, 5)) {
      shape(svg, 'line', { x1: left, x2: width - right, y1: up(tick), y2: up(tick), class: 'rule' });
      shape(svg, 'text', { x: left - 8, y: up(tick) + 4, 'text-anchor': 'end', class: 'soft' }, digits(tick));
    }
    shape(svg, 'text', { x: width - right, y: height + 36, 'text-anchor': 'end', class: 'soft' }, short(name, 40));
    for (const [proxy, training] of pairs) shape(svg, 'circle', { cx: along(proxy), cy: up(training), r: 4.5, fill: colour('phase-4'), opacity: 0.8 });
    return svg;
  }

  /** Places numbers by a map of [0, 1], with some room at both ends. */
  function bounded(values, place) {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = (high - low || Math.abs(high) || 1) * 0.06;
    const at = v => place((v - low + room) / (high - low + 2 * room));
    at.range = [low - room, high + room];
    return at;
  }

  /* Importance: two bars for each parameter. */

  function importance(host) {
    fitted(host, () => host.replaceChildren(sharesOf(data.importance, host.clientWidth)));
  }

  function sharesOf({ worth, rows }, width) {
    const [left, right, step, top] = [width < 560 ? 110 : 170, 20, 40, 30];
    const bottom = top + rows.length * step;
    const place = v => left + (width - left - right) * v;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('width', width);
    svg.setAttribute('height', bottom + 26);
    const keys = [['everywhere', 'phase-1'], ['good', 'phase-4']];
    keys.forEach(([key, paint], k) => {
      shape(svg, 'rect', { x: left + 130 * k, y: 3, width: 10, height: 10, fill: colour(paint) });
      shape(svg, 'text', { x: left + 130 * k + 15, y: 12 }, key === 'good' ? 'among the good' : key);
    });
    for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
      shape(svg, 'line', { x1: place(tick), x2: place(tick), y1: top - 6, y2: bottom, class: 'rule' });
      shape(svg, 'text', { x: place(tick), y: bottom + 16, 'text-anchor': 'middle', class: 'soft' }, `${100 * tick} %`);
    }
    shape(svg, 'line', { x1: place(worth), x2: place(worth), y1: top - 6, y2: bottom, stroke: colour('soft'), 'stroke-dasharray': '4 3' });
    rows.forEach((row, i) => {
      const y = top + (i + 0.5) * step;
      shape(svg, 'text', { x: 0, y: y + 4 }, short(row.name, width < 560 ? 14 : 24));
      keys.forEach(([key, paint], k) => shareBar(svg, row[key], y + 12 * k - 6, place, colour(paint)));
    });
    return svg;
  }

  function shareBar(svg, [low, mean, high], y, place, paint) {
    shape(svg, 'line', { x1: place(low), x2: place(high), y1: y, y2: y, stroke: paint, 'stroke-width': 2.5, 'stroke-linecap': 'round' });
    shape(svg, 'circle', { cx: place(mean), cy: y, r: 4.5, fill: paint, stroke: colour('paper'), 'stroke-width': 1.5 });
  }

  function ticks(low, high, most) {
    const raw = (high - low) / most;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = power * [1, 2, 5, 10].find(m => m * power >= raw);
    const made = [];
    for (let k = Math.ceil(low / step); k * step <= high; k++) made.push(Number((k * step).toPrecision(10)));
    return made;
  }

  /* Learning curves. */

  function curves(host, figure) {
    const lines = data.trials.flatMap((trial, t) => trial.runs.map(run => ({ t, run, top: trial.finalist || trial.winner })));
    lines.sort((a, b) => a.top - b.top);
    const steps = [...new Set(lines.flatMap(line => line.run.steps))].sort((a, b) => a - b);
    const index = new Map(steps.map((step, i) => [step, i]));
    const column = ({ run }, log) => {
      const values = Array(steps.length);
      run.steps.forEach((step, i) => { values[index.get(step)] = log && run.values[i] <= 0 ? null : run.values[i]; });
      return values;
    };
    const finite = lines.flatMap(line => line.run.values).filter(v => v !== null);
    const ends = ranks(lines.map(({ run }) => run.values.findLast(v => v !== null) ?? null));
    const positive = finite.filter(v => v > 0);

    const paint = element('select', {}, option('phase', 'phase'), option('value', 'last value'));
    const log = element('input', { type: 'checkbox', disabled: positive.length === 0 });
    log.checked = positive.length === finite.length && Math.max(...finite) > 8 * Math.min(...finite);
    const pick = element('select', {}, option('-1', 'none'), ...data.trials.map((trial, t) => option(t, short(`${trial.number}: ${trial.config}`, 60))));
    host.before(element('div', { className: 'tools' },
      element('label', {}, 'Colour by', paint), element('label', {}, log, 'Logarithmic'), element('label', {}, 'Highlight trial', pick)));
    const key = element('div');
    const readout = element('p', { className: 'readout' });
    readout.setAttribute('role', 'status');
    host.before(key);
    host.after(readout);

    const tint = (line, i, alpha) => paint.value === 'phase' ? phaseColour(data.trials[line.t].phase, alpha)
      : ends[i] === null ? colour('worst', alpha) : rampColour(ends[i], alpha);
    const chart = plot(host, 340, () => {
      key.replaceChildren(paint.value === 'phase' ? phaseLegend(data.phases.filter(phase => data.trials.some(trial => trial.phase === phase)))
        : rampLegend());
      return {
        options: {
          scales: { x: scale(false, (u, low, high) => [low, high]), y: scale(log.checked) },
          axes: [axis(`${data.unit}s`, false, FLAT), axis(short(data.metric, 40), log.checked, { size: 60 })],
          series: [{}, ...lines.map((line, i) => ({
            stroke: tint(line, i, line.top ? 0.85 : 0.5), width: line.top ? 1.9 : 1.1, spanGaps: true,
            points: { show: line.run.steps.length === 1, size: 5, fill: tint(line, i, 1) },
          }))],
          cursor: { focus: { prox: 30 }, points: { show: false }, drag: { x: true, y: true, uni: 30 } },
          focus: { alpha: 1 },
          hooks: {
            ready: [u => u.over.addEventListener('pointerleave', () => choose(-1))],
            setSeries: [(u, i) => i && choose(lines[i - 1].t)],
            draw: [u => overlay(u)],
          },
        },
        table: [steps, ...lines.map(line => column(line, log.checked))],
      };
    });

    function overlay(u) {
      if (chosen < 0) return;
      inside(u, ctx => {
        ctx.fillStyle = colour('paper', 0.72);
        ctx.fillRect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
        lines.forEach((line, i) => line.t === chosen && strokePath(u, steps, column(line, log.checked), tint(line, i, 1), 3));
      });
    }

    paint.onchange = log.onchange = chart.draw;
    pick.onchange = () => choose(Number(pick.value));
    watchers.push(() => {
      chart.redraw();
      pick.value = String(chosen);
      readout.textContent = described(chosen, lastValue(chosen));
    });
  }

  /* The learning-rate sweep. */

  function sweep(host) {
    const { points, smoothed, marks = [], prior, axis: what = 'training loss of a batch' } = data.sweep;
    const rates = points.map(p => p[0]);
    const smooth = new Map(smoothed);
    /* What happens after the divergence would flatten everything before it. */
    const last = new Map(marks).get('diverged') ?? Infinity;
    const levels = (smoothed.length ? smoothed : points).filter(p => p[1] !== null && p[0] <= last).map(p => p[1]);
    const [low, high] = [Math.min(...levels), Math.max(...levels)];
    plot(host, 300, () => ({
      options: {
        padding: [22, 12, 0, 0],
        scales: { x: scale(true), y: scale(false, () => [low - (high - low || 1) * 0.15, high + (high - low || 1) * 0.3]) },
        axes: [axis('learning rate', true, FLAT), axis(what, false, { size: 56 })],
        series: [{}, { stroke: colour('soft', 0), points: { show: true, size: 4, fill: colour('soft', 0.55), stroke: colour('soft', 0), width: 0 }, paths: () => null },
          { stroke: colour('accent'), width: 2, points: { show: false } }],
        cursor: { drag: { x: false, y: false }, points: { show: false } },
        hooks: { drawClear: [band], draw: [labels] },
      },
      table: [rates, points.map(p => p[1]), rates.map(rate => smooth.get(rate) ?? null)],
    }));

    function band(u) {
      if (!prior) return;
      inside(u, ctx => {
        const [from, centre, to] = prior.map(rate => u.valToPos(rate, 'x', true));
        ctx.fillStyle = colour('phase-4', 0.14);
        ctx.fillRect(from, u.bbox.top, to - from, u.bbox.height);
        ctx.fillStyle = colour('phase-4', 0.8);
        ctx.fillRect(centre, u.bbox.top, devicePixelRatio, u.bbox.height);
      });
    }

    function labels(u) {
      const ctx = u.ctx;
      ctx.save();
      ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
      ctx.textBaseline = 'bottom';
      ctx.textAlign = 'left';
      const gap = 6 * devicePixelRatio;
      const named = [...marks, ...(prior ? [['prior', prior[1]]] : [])].sort((a, b) => a[1] - b[1]).map(([name, rate]) => {
        const x = u.valToPos(rate, 'x', true);
        const width = ctx.measureText(name).width;
        return { name, x, width, at: x - width / 2 };
      });
      /* Pushed apart to the right, then back from the edge. */
      named.forEach((one, i) => { if (i > 0) one.at = Math.max(one.at, named[i - 1].at + named[i - 1].width + gap); });
      let edge = ctx.canvas.width;
      for (const one of named.toReversed()) {
        one.at = Math.min(one.at, edge - one.width);
        edge = one.at - gap;
      }
      for (const { name, x, at } of named) {
        ctx.fillStyle = colour('ink', 0.45);
        if (name !== 'prior') ctx.fillRect(x, u.bbox.top, devicePixelRatio, u.bbox.height);
        ctx.fillStyle = colour(name === 'prior' ? 'phase-4' : 'ink');
        ctx.fillText(name, at, u.bbox.top - 3 * devicePixelRatio);
      }
      ctx.restore();
    }
  }

  /* The objective over each parameter. */

  function slices(host) {
    const shown = data.trials.map((trial, t) => ({ ...trial, t })).filter(trial => trial.early !== null);
    const phases = data.phases.filter(phase => shown.some(trial => trial.phase === phase));
    const values = shown.map(trial => trial.early);
    const log = Math.min(...values) > 0 && Math.max(...values) > 8 * Math.min(...values);
    const bounds = roomy(log)(null, Math.min(...values), Math.max(...values));
    const readout = element('p', { className: 'readout' });
    host.before(phaseLegend(phases));
    host.after(readout);
    host.className += ' grid';
    data.parameters.forEach((parameter, p) => slice(host, parameter, p, shown, phases, log, bounds));
    watchers.push(() => { readout.textContent = described(chosen, chosen < 0 ? '' : digits(data.trials[chosen].early)); });
  }

  function slice(host, parameter, p, shown, phases, log, bounds) {
    const options = parameter.options;
    const jitter = t => options ? (t * 0.618034 % 1 - 0.5) * 0.5 : 0;
    const points = shown.filter(trial => trial.at[p] !== null)
      .map(trial => ({ t: trial.t, phase: trial.phase, x: trial.at[p] + jitter(trial.t), y: trial.early })).sort(by('x'));
    const box = element('div');
    host.append(element('div', {}, element('p', { className: 'name', textContent: parameter.name, title: parameter.name }), box));
    const logX = parameter.scale === 'log';
    const spread = options ? () => [-0.5, options.length - 0.5] : () => roomy(logX)(null, parameter.low, parameter.high);
    const xAxis = options
      ? axis('', false, { ...FLAT, splits: () => options.map((o, i) => i), values: () => options.map(o => short(o, Math.max(4, Math.floor(32 / options.length)))) })
      : axis('', logX, { ...FLAT, space: 44 });
    const chart = plot(box, 190, () => ({
      options: {
        scales: { x: scale(logX, spread), y: scale(log, () => bounds) },
        axes: [xAxis, axis('', log, { size: 48 })].map(recoloured),
        series: [{}, ...phases.map(phase => ({ stroke: phaseColour(phase, 0), paths: () => null, points: { show: true, size: 6, width: 0, fill: phaseColour(phase, 0.7), stroke: phaseColour(phase, 0) } }))],
        cursor: { x: false, y: false, drag: { x: false, y: false }, points: { show: false } },
        hooks: {
          ready: [u => {
            u.over.addEventListener('pointermove', event => choose(nearest(u, event)));
            u.over.addEventListener('pointerleave', () => choose(-1));
          }],
          draw: [u => {
            const point = points.find(one => one.t === chosen);
            if (point) ring(u, point.x, point.y, colour('ink'), 6, true);
          }],
        },
      },
      table: [points.map(point => point.x), ...phases.map(phase => points.map(point => point.phase === phase ? point.y : null))],
    }));
    watchers.push(chart.redraw);

    function nearest(u, event) {
      let [best, distance] = [-1, 20];
      for (const point of points) {
        const away = Math.hypot(u.valToPos(point.x, 'x') - event.offsetX, u.valToPos(point.y, 'y') - event.offsetY);
        if (away < distance) [best, distance] = [point.t, away];
      }
      return best;
    }
  }

  const recoloured = one => ({ ...one, stroke: colour('soft'), grid: { stroke: colour('rule'), width: 1 }, ticks: { stroke: colour('rule'), width: 1, size: 4 } });

  /* Parallel coordinates. */

  function parallel(host) {
    const early = data.trials.map(trial => trial.early);
    const finite = early.filter(v => v !== null);
    const logY = Math.min(...finite) > 0 && Math.max(...finite) > 8 * Math.min(...finite);
    const objective = { name: data.metric, scale: logY ? 'log' : 'linear', low: Math.min(...finite), high: Math.max(...finite) };
    const axes = [...data.parameters.map((parameter, p) => ({ ...parameter, of: trial => trial.at[p] })), { ...objective, of: trial => trial.early }];
    const order = ranks(early);
    const kept = data.trials.map((trial, t) => t).filter(t => early[t] !== null).sort((a, b) => order[b] - order[a]).slice(-600);
    const brushes = axes.map(() => null);
    const readout = element('p', { className: 'readout' });
    host.before(rampLegend());
    host.after(readout);
    const [height, top, bottom] = [330, 44, 30];
    let lines = new Map();

    /* From 0 at the bottom to 1; what is inactive lies below. */
    function share(one, value) {
      if (value === null) return -0.07;
      if (one.options) return (value + 0.5) / one.options.length;
      const span = one.scale === 'log' ? Math.log(one.high / one.low) : one.high - one.low;
      return span === 0 ? 0.5 : (one.scale === 'log' ? Math.log(value / one.low) : value - one.low) / span;
    }

    const placeY = part => top + (height - top - bottom - 14) * (1 - part);

    function draw() {
      const width = Math.max(host.clientWidth, axes.length * 92);
      const placeX = i => 46 + (width - 92) * i / Math.max(1, axes.length - 1);
      const svg = document.createElementNS(SVG, 'svg');
      svg.setAttribute('width', width);
      svg.setAttribute('height', height);
      lines = new Map();
      for (const t of kept) {
        const path = axes.map((one, i) => `${i ? 'L' : 'M'}${placeX(i).toFixed(1)} ${placeY(share(one, one.of(data.trials[t]))).toFixed(1)}`).join('');
        lines.set(t, shape(svg, 'path', { d: path, class: 'line', stroke: rampColour(order[t]) }));
        const hit = shape(svg, 'path', { d: path, class: 'hit' });
        hit.addEventListener('pointerenter', () => choose(t));
        hit.addEventListener('pointerleave', () => choose(-1));
      }
      axes.forEach((one, i) => drawAxis(svg, one, i, placeX(i)));
      host.replaceChildren(svg);
      refresh();
    }

    function drawAxis(svg, one, i, x) {
      shape(svg, 'line', { x1: x, x2: x, y1: placeY(1), y2: placeY(0), stroke: colour('soft') });
      shape(svg, 'text', { x, y: i % 2 ? 12 : 27, 'text-anchor': 'middle', 'font-weight': 600 }, short(one.name, 22));
      const labels = one.options ? one.options.map((text, k) => [short(text, 10), k])
        : [one.low, one.high].map(v => [digits(v), v]);
      for (const [text, value] of labels) {
        const halo = { x: x + 5, y: placeY(share(one, value)) + 4, stroke: colour('paper'), 'stroke-width': 3, 'paint-order': 'stroke', 'pointer-events': 'none', class: 'soft' };
        shape(svg, 'text', i === axes.length - 1 ? { ...halo, x: x - 5, 'text-anchor': 'end' } : halo, text);
      }
      if (data.trials.some(trial => one.of(trial) === null && trial.early !== null)) {
        shape(svg, 'text', { x, y: placeY(-0.07) + 16, 'text-anchor': 'middle', class: 'soft' }, 'inactive');
      }
      const brush = shape(svg, 'rect', { x: x - 9, width: 18, y: 0, height: 0, class: 'brush' });
      const area = shape(svg, 'rect', { x: x - 11, width: 22, y: top - 6, height: height - top - bottom + 4, class: 'axis' });
      brushable(area, brush, i);
    }

    function brushable(area, brush, i) {
      let from = null;
      const at = event => (event.clientY - area.ownerSVGElement.getBoundingClientRect().top);
      const show = () => {
        const range = brushes[i];
        brush.setAttribute('y', range ? placeY(range[1]) : 0);
        brush.setAttribute('height', range ? placeY(range[0]) - placeY(range[1]) : 0);
        refresh();
      };
      const part = y => 1 - (y - top) / (height - top - bottom - 14);
      area.addEventListener('pointerdown', event => { from = at(event); area.setPointerCapture(event.pointerId); });
      area.addEventListener('pointermove', event => {
        if (from === null) return;
        const ends = [part(from), part(at(event))].sort((a, b) => a - b);
        brushes[i] = ends[1] - ends[0] > 0.01 ? ends : null;
        show();
      });
      area.addEventListener('pointerup', () => { from = null; });
      area.addEventListener('dblclick', () => { brushes[i] = null; show(); });
      show();
    }

    function refresh() {
      const within = t => axes.every((one, i) => {
        const part = share(one, one.of(data.trials[t]));
        return !brushes[i] || (part >= brushes[i][0] && part <= brushes[i][1]);
      });
      let count = 0;
      for (const [t, line] of lines) {
        const keep = within(t);
        count += keep;
        line.classList.toggle('out', !keep);
        line.classList.toggle('faded', chosen >= 0 && chosen !== t);
        line.classList.toggle('chosen', chosen === t);
      }
      const brushed = brushes.some(Boolean) ? `${count} of ${kept.length} trials are in the marked ranges` : '';
      readout.textContent = chosen >= 0 ? described(chosen, digits(early[chosen])) : brushed;
    }

    fitted(host, draw);
    watchers.push(refresh);
  }

  /* The table of trials: sort, filter, choose. */

  function searchable(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const text = element('input', { type: 'search', placeholder: 'any text' });
    const states = [...new Set(rows.map(row => row.cells[2].textContent))];
    const state = element('select', {}, option('', 'any state'), ...states.map(one => option(one, one)));
    const count = element('span', { className: 'quiet' });
    count.setAttribute('role', 'status');
    table.parentElement.before(element('div', { className: 'tools' },
      element('label', {}, 'Filter', text), element('label', {}, 'State', state), count));

    const filter = () => {
      const wanted = text.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted) || (state.value && row.cells[2].textContent !== state.value);
      count.textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length} trials`;
    };
    text.oninput = state.onchange = filter;
    filter();

    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, i) => {
      const button = element('button', { type: 'button', className: 'plain', textContent: head.textContent });
      head.replaceChildren(button);
      button.onclick = () => sort(head, i);
    });

    function sort(head, i) {
      const down = head.getAttribute('aria-sort') === 'ascending';
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      rows.sort((a, b) => compare(a.cells[i], b.cells[i], down ? -1 : 1));
      body.append(...rows);
    }

    rows.forEach((row, t) => {
      const button = element('button', { type: 'button', className: 'plain trial', textContent: row.cells[0].textContent, title: 'Highlight in the charts' });
      row.cells[0].replaceChildren(button);
      button.onclick = () => choose(chosen === t ? -1 : t);
      watchers.push(() => row.classList.toggle('chosen', chosen === t));
    });
  }

  /* Numbers by size, text by letters; what is unknown always last. */
  function compare(a, b, direction) {
    const [x, y] = [a, b].map(cell => cell.dataset.order);
    if (x !== undefined && y !== undefined) return direction * (Number(x) - Number(y));
    if (x !== undefined || y !== undefined) return x === undefined ? 1 : -1;
    return direction * a.textContent.localeCompare(b.textContent);
  }

  /* Copying; a file that is opened from disk may lack the clipboard's newer door. */

  function copyable(snippet) {
    const code = find('code', snippet);
    const button = element('button', { type: 'button', className: 'copy', textContent: 'Copy' });
    button.setAttribute('aria-label', `Copy ${find('h3', snippet).textContent}`);
    button.onclick = async () => {
      let done = true;
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        getSelection().selectAllChildren(code);
        done = document.execCommand('copy');
      }
      button.textContent = done ? 'Copied' : 'Press Ctrl-C';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    };
    find('h3', snippet).after(button);
  }

  /* Theme: as the system, until the reader chooses; paper is always light. */

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const theme = find('#theme');
  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? 'dark' : 'light')) === 'dark';

  const named = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };

  function repaint() {
    named();
    plots.forEach(draw => draw());
  }

  function setTheme(name) {
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    repaint();
  }

  const charts = { spending, forest, importance, proxies, early, curves, sweep, slices, parallel };
  for (const figure of all('figure[data-chart]')) charts[figure.dataset.chart](find('.plot', figure), figure);
  all('table[data-searchable]').forEach(searchable);
  all('.snippet').forEach(copyable);
  theme.hidden = false;
  theme.onclick = () => setTheme(isDark() ? 'light' : 'dark');
  dark.addEventListener('change', repaint);
  let before;
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme;
    setTheme('light');
  });
  addEventListener('afterprint', () => setTheme(before));
  named();
})();
