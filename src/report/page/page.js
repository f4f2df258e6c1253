"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const make = (tag, properties = {}, ...children) => {
    const e = Object.assign(document.createElement(tag), properties);
    e.append(...children);
    return e;
  };
  const plural = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
  const duration = (s) => s < 0.0995 ? `${(1e3 * s).toPrecision(2)} ms` : s < 1 ? `${Math.round(1e3 * s)} ms`
    : s < 60 ? `${s.toPrecision(3)} s` : `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
  const size = (b) => b < 1e6 ? `${(b / 1e3).toFixed(1)} kB` : `${(b / 1e6).toFixed(1)} MB`;
  const stages = ["read", "resolve", "layout", "paint", "encode", "write"];
  const colors = ["#7b8794", "#9b7bb8", "#4f86c6", "#3f9b6d", "#d9963a", "#c2615a"];

  // What a figure is shown as: what became of its comparison comes first where there was one.
  const verdicts = ["broken", "different", "missing", "new", "similar", "identical"];
  const failures = ["failed", "timed-out", "out-of-memory", "crashed"];
  const kind = (f) => {
    if (failures.includes(f.status) || !f.comparisons) return f.status;
    return verdicts.find((v) => f.comparisons.some((c) => c.verdict === v)) ?? f.status;
  };
  const tone = {
    rendered: "good", "up-to-date": "faint", failed: "bad", "timed-out": "bad", "out-of-memory": "bad", crashed: "bad", cancelled: "odd", skipped: "faint",
    identical: "good", similar: "good", different: "bad", new: "odd", missing: "bad", broken: "bad",
  };
  for (const f of data.figures) {
    f.kind = kind(f);
    f.words = [f.name, f.alt, data.jobs[f.job], ...f.diagnostics.map((d) => d.text)].join("\n").toLowerCase();
  }

  // The head.
  document.querySelector("h1").textContent = data.title;
  const s = data.summary;
  $("facts").textContent = [plural(data.figures.length, "figure"), `${plural(s.files, "file")}, ${size(s.bytes)}`,
    duration(s.seconds), plural(data.workers, "worker"), data.shard, `plotmill ${data.version}`,
    data.started.replace("T", " ").replace("Z", " UTC")].filter(Boolean).join(" · ");
  const diagnostic = (d) => make("pre", {className: d.severity === "error" ? "bad" : "", textContent: d.text.trimEnd()});
  $("faults").append(...data.faults.map(diagnostic));

  // Filters: a button for each status that there is.
  const state = {filter: "", query: "", sort: "job", ...JSON.parse(sessionStorage.getItem("plotmill") ?? "{}")};
  const order = [...failures, ...verdicts, "rendered", "up-to-date", "cancelled", "skipped"];
  const filters = [["", "all", () => true],
    ...order.map((k) => [k, k, (f) => f.kind === k]),
    ["warnings", "with warnings", (f) => f.diagnostics.some((d) => d.severity === "warning")]]
    .map(([key, label, test]) => ({key, label, test, count: data.figures.filter(test).length}))
    .filter((f) => f.count > 0 || f.key === "");
  if (!filters.some((f) => f.key === state.filter)) state.filter = "";
  for (const f of filters) {
    f.button = make("button", {type: "button", onclick: () => { state.filter = f.key; show(); }}, f.label,
      make("span", {className: "n", textContent: f.count.toLocaleString("en")}));
    f.button.dataset.filter = f.key;
    $("filters").append(f.button);
  }
  $("search").value = state.query;
  $("sort").value = state.sort;
  $("search").oninput = () => { state.query = $("search").value; show(); };
  $("sort").onchange = () => { state.sort = $("sort").value; show(); };

  // The grid: as many cards as were scrolled to.
  let shown = [], cards = 0;
  const chunk = 60;
  const card = (f) => {
    const picture = make("span", {className: "picture"});
    if (f.picture) {
      picture.append(make("img", {src: f.picture, alt: f.alt || f.name, loading: "lazy", decoding: "async"}));
    } else {
      const d = f.diagnostics.find((x) => x.severity === "error") ?? f.diagnostics[0];
      picture.append(make("span", {className: "words" + (d?.severity === "error" ? " bad" : ""),
        textContent: d ? d.message : f.comparisons?.[0]?.note ?? "no picture"}));
    }
    const marks = [];
    if (f.kind !== "rendered" && f.kind !== "identical")
      marks.push(make("span", {className: `mark ${tone[f.kind]}`, textContent: f.kind}));
    else if (f.diagnostics.length)
      marks.push(make("span", {className: "mark odd", textContent: plural(f.diagnostics.length, "warning")}));
    const button = make("button", {className: "card", type: "button", title: f.name, onclick: () => open(f)}, picture,
      make("span", {className: "line"}, make("span", {className: "name", textContent: f.name}), ...marks,
        make("span", {className: "time", textContent: f.seconds ? duration(f.seconds) : ""})));
    return make("li", {}, button);
  };
  const append = () => {
    $("grid").append(...shown.slice(cards, cards + chunk).map(card));
    cards = Math.min(cards + chunk, shown.length);
  };
  const show = () => {
    const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
    const filter = filters.find((f) => f.key === state.filter);
    shown = data.figures.filter((f) => filter.test(f) && words.every((w) => f.words.includes(w)));
    if (state.sort === "time") shown.sort((a, b) => b.seconds - a.seconds);
    if (state.sort === "name") shown.sort((a, b) => a.name.localeCompare(b.name, "en", {numeric: true}));
    for (const f of filters) f.button.setAttribute("aria-pressed", String(f === filter));
    $("count").textContent = shown.length === data.figures.length ? "" : shown.length === 0 ? "No figure matches."
      : `${shown.length.toLocaleString("en")} of ${plural(data.figures.length, "figure")}`;
    $("grid").replaceChildren();
    cards = 0;
    append();
    sessionStorage.setItem("plotmill", JSON.stringify(state));
  };
  new IntersectionObserver((entries) => {
    if (entries.some((e) => e.isIntersecting) && cards < shown.length) append();
  }, {rootMargin: "800px"}).observe($("more"));

  // One figure.
  let current = -1;
  const comparison = (c) => {
    const box = make("div", {className: "comparison"},
      make("h3", {}, `${c.name}: `, make("span", {className: tone[c.verdict], textContent: c.verdict}),
        c.note ? `, ${c.note}` : "", c.accepted ? " (accepted)" : ""));
    const image = (src, alt) => make("img", {src, alt, decoding: "async"});
    const views = {};
    if (c.expected && c.actual) {
      views.Slider = () => {
        const stack = make("div", {className: "stack"}, image(c.expected, "expected"),
          Object.assign(image(c.actual, "actual"), {className: "over"}), make("div", {className: "edge"}));
        const range = make("input", {className: "slider", type: "range", min: 0, max: 100, step: 1, value: 50,
          ariaLabel: "Where expected ends and actual begins, in per cent"});
        range.oninput = () => stack.style.setProperty("--at", `${range.value}%`);
        range.oninput();
        const drag = (e) => {
          const r = stack.getBoundingClientRect();
          range.value = 100 * (e.clientX - r.left) / r.width;
          range.oninput();
        };
        stack.onpointerdown = (e) => { e.preventDefault(); stack.setPointerCapture(e.pointerId); drag(e); };
        stack.onpointermove = (e) => { if (stack.hasPointerCapture(e.pointerId)) drag(e); };
        stack.style.touchAction = "pan-y";
        return [stack, range, make("div", {className: "ends"}, make("span", {textContent: "expected"}),
          make("span", {textContent: "actual"}))];
      };
      if (c.diff) views.Difference = () => [make("div", {className: "stack"}, image(c.diff, "difference"))];
      views["Side by side"] = () => [make("div", {className: "sides"}, ...["expected", "actual", "diff"].filter((k) => c[k])
        .map((k) => make("figure", {}, image(c[k], k), make("figcaption", {textContent: k === "diff" ? "difference" : k}))))];
    } else if (c.expected || c.actual) {
      const k = c.expected ? "expected" : "actual";
      views[k] = () => [make("div", {className: "stack"}, image(c[k], k))];
    }
    const names = Object.keys(views);
    if (!names.length) return box;
    const place = make("div");
    const buttons = names.map((name) => make("button", {type: "button", textContent: name, onclick: () => choose(name)}));
    const choose = (name) => {
      buttons.forEach((b) => b.setAttribute("aria-pressed", String(b.textContent === name)));
      place.replaceChildren(...views[name]());
    };
    if (names.length > 1) box.append(make("div", {className: "modes"}, ...buttons));
    box.append(place);
    choose(names[0]);
    return box;
  };
  const row = (name, ...content) => make("tr", {}, make("td", {textContent: name}), make("td", {}, ...content));
  const open = (f) => {
    current = shown.indexOf(f);
    const body = $("detail-body");
    body.replaceChildren();
    const compared = (f.comparisons ?? []).filter((c) => c.verdict !== "identical");
    body.append(...compared.map(comparison));
    const full = f.files.find((x) => x.format === "png") ?? f.files.find((x) => x.format === "svg");
    if (!compared.length && (f.picture || full)) {
      const image = make("img", {className: "large", alt: f.alt || f.name, decoding: "async"});
      if (f.picture) image.onerror = () => { image.onerror = null; image.src = f.picture; };  // the page was moved
      image.src = full?.href ?? f.picture;
      body.append(image);
    }
    if (f.alt) body.append(make("p", {className: "alt", textContent: f.alt}));
    body.append(...f.diagnostics.map(diagnostic));
    const facts = make("table", {},
      row("status", make("span", {className: tone[f.kind], textContent: f.kind}),
        f.kind !== f.status && f.status !== "skipped" ? ` (${f.status})` : ""),
      row("job", data.jobs[f.job]));
    if (f.seconds) {
      const total = f.stages.reduce((a, b) => a + b, 0);
      const bar = make("div", {className: "stages"});
      const keys = make("div");
      stages.forEach((name, i) => {
        if (!f.stages[i]) return;
        const part = make("i");
        part.style.cssText = `flex: ${f.stages[i] / total}; background: ${colors[i]}`;
        const key = make("span", {className: "key", textContent: `${name} ${duration(f.stages[i])}`});
        key.style.setProperty("--c", colors[i]);
        bar.append(part);
        keys.append(key, " ");
      });
      facts.append(row("time", total ? bar : "", keys, make("span", {className: "faint",
        textContent: duration(f.seconds) + (f.worker >= 0 ? `, worker ${f.worker}` : "")})));
    }
    for (const x of f.files)
      facts.append(row(x.format, make("a", {href: x.href, textContent: x.path}), ` ${size(x.bytes)} `,
        make("code", {textContent: x.hash})));
    body.append(make("div", {className: "table"}, facts));
    $("detail-name").textContent = f.name;
    $("previous").disabled = current <= 0;
    $("next").disabled = current < 0 || current >= shown.length - 1;
    if (!$("detail").open) $("detail").showModal();
    $("detail").scrollTop = 0;
    $("detail-name").focus();
  };
  const step = (by) => {
    const f = shown[current + by];
    if (current >= 0 && f) open(f);
  };
  $("previous").onclick = () => step(-1);
  $("next").onclick = () => step(1);
  $("close").onclick = () => $("detail").close();
  $("detail").onclick = (e) => { if (e.target === $("detail")) $("detail").close(); };
  $("detail").onclose = () => {
    while (cards <= current && cards < shown.length) append();
    $("grid").children[current]?.firstElementChild.focus();
  };

  // Keys: / searches, arrows walk.
  document.onkeydown = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName);
    if ($("detail").open) {
      if (typing) return;
      if (e.key === "ArrowLeft") step(-1);
      if (e.key === "ArrowRight") step(1);
      return;
    }
    if (e.key === "/" && !typing) {
      e.preventDefault();
      $("search").focus();
      $("search").select();
    } else if (document.activeElement === $("search")) {
      if (e.key === "Escape") { $("search").value = state.query = ""; show(); }
      if (e.key === "ArrowDown" || e.key === "Enter") { e.preventDefault(); $("grid").firstElementChild?.firstElementChild.focus(); }
    } else if (document.activeElement?.className === "card") {
      const items = [...$("grid").children];
      const at = items.indexOf(document.activeElement.parentElement);
      const columns = Math.max(1, items.findIndex((x) => x.offsetTop > items[0].offsetTop));
      const to = at + ({ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns}[e.key] ?? 0);
      if (to !== at && items[to]) { e.preventDefault(); items[to].firstElementChild.focus(); }
    }
  };

  // Served by `plotmill watch`: the page is made anew when its figures are.
  if (data.live) {
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const now = await (await fetch("version", {cache: "no-store"})).text();
        if (now !== data.live) location.reload();
      } catch { /* the server is gone, the page stays */ }
    }, 500);
  }
  show();
})();
