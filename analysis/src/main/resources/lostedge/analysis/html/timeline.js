// Zoom, pan and hover for the timelines. Each svg.lanes holds shapes of class t with data-a and data-b: their times
// relative to data-begin. A view is [from, to] in the same unit; the first is data-from to data-to. The drawing is as
// wide as its place on the page, so that its text keeps its size on any screen.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const LEAST_LENGTH = 10;
  const LEAST_WIDTH = 320;
  const TICK_WIDTH = 110;
  const TICK_END = 22;
  const BADGE_ROOM = 17;
  const unitNames = ["ns", "µs", "ms", "s"];

  function duration(ns) {
    let value = ns, unit = 0;
    while (unit < 3 && Math.abs(value) >= 999.5) { value /= 1000; unit++; }
    return Number(value.toPrecision(4)) + " " + unitNames[unit];
  }

  function niceStep(rough) {
    const power = Math.pow(10, Math.floor(Math.log10(Math.max(1, rough))));
    const factor = rough / power;
    return Math.max(1, (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power);
  }

  function timeline(svg) {
    const data = svg.dataset;
    const left = Number(data.left), length = Number(data.length);
    const origin = Number(data.origin);
    const height = svg.viewBox.baseVal.height;
    const timed = data.axis === "nanoseconds";
    const shapes = Array.from(svg.querySelectorAll(".t"), element => ({
      element, a: Number(element.dataset.a), b: Number(element.dataset.b),
    }));
    const ticks = svg.querySelector(".ticks");
    const tickBottom = Number(ticks.querySelector("line").getAttribute("y2"));
    const box = svg.closest(".timeline");
    const range = box.querySelector(".range");
    const tip = box.querySelector(".tip");
    const frame = box.querySelector(".overview .frame");
    let from = Number(data.from), to = Number(data.to), right = left + 1;

    const x = t => left + (t - from) / (to - from) * (right - left);
    const clamp = v => Math.max(-4000, Math.min(5000, v));
    const text = t => timed ? duration(t) : String(Math.round(t));
    const tickText = t => t === 0 ? "0" : (t < 0 ? "−" : "") + text(Math.abs(t));

    function fit() {
      const width = Math.max(LEAST_WIDTH, svg.clientWidth);
      right = width - 12;
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.querySelector("clipPath rect").setAttribute("width", right - left);
      svg.querySelectorAll(".lane").forEach(lane => lane.setAttribute("x2", right));
      draw();
    }

    // Numbers of evidence step to the right of one another; odd ones stand above their lane, even ones below.
    function placeBadges() {
      const last = new Map();
      const marks = shapes.filter(shape => shape.element.dataset.evidence !== undefined).sort((p, q) => p.a - q.a);
      for (const { element, a } of marks) {
        const row = element.dataset.lane + "/" + Number(element.dataset.evidence) % 2;
        const at = Math.max(x(a), (last.get(row) ?? -1e9) + BADGE_ROOM);
        last.set(row, at);
        element.querySelector("circle").setAttribute("cx", at - x(a));
        element.querySelector("text").setAttribute("x", at - x(a));
      }
    }

    function draw() {
      for (const { element, a, b } of shapes) {
        const xa = clamp(x(a)), xb = clamp(x(b));
        if (element.tagName === "rect") {
          element.setAttribute("x", xa);
          element.setAttribute("width", Math.max(0.8, xb - xa));
        } else if (element.classList.contains("arrow")) {
          const line = element.querySelector("line");
          line.setAttribute("x1", xa);
          line.setAttribute("x2", xb);
          const y1 = Number(line.getAttribute("y1")), y2 = Number(line.getAttribute("y2"));
          const angle = Math.atan2(y2 - y1, xb - xa) * 180 / Math.PI;
          element.querySelector("path").setAttribute("transform", `translate(${xb},${y2}) rotate(${angle})`);
        } else {
          const y = /,\s*([-\d.]+)\)/.exec(element.getAttribute("transform"))[1];
          element.setAttribute("transform", `translate(${xa},${y})`);
        }
      }
      placeBadges();
      ticks.replaceChildren();
      const step = niceStep((to - from) / Math.max(3, (right - left) / TICK_WIDTH));
      for (let t = origin + Math.ceil((from - origin) / step) * step; t <= to; t += step) {
        const line = document.createElementNS(SVG, "line");
        const label = document.createElementNS(SVG, "text");
        for (const [name, value] of [["x1", x(t)], ["x2", x(t)], ["y1", 11], ["y2", tickBottom]]) {
          line.setAttribute(name, value);
        }
        label.setAttribute("x", x(t));
        label.setAttribute("y", tickBottom + 20);
        label.textContent = x(t) > right - TICK_END ? "" : tickText(Math.round(t - origin));
        ticks.append(line, label);
      }
      svg.dataset.from = from;
      svg.dataset.to = to;
      if (frame !== null) {
        const scale = frame.ownerSVGElement.viewBox.baseVal.width / length;
        frame.setAttribute("x", from * scale);
        frame.setAttribute("width", Math.max(1.5, (to - from) * scale));
      }
      range.textContent = from === 0 && to === length
        ? "the whole, " + text(length)
        : text(to - from) + " of " + text(length);
    }

    function show(newFrom, newTo) {
      const wanted = Math.min(length, Math.max(Math.min(LEAST_LENGTH, length), newTo - newFrom));
      from = Math.max(0, Math.min(length - wanted, newFrom));
      to = from + wanted;
      draw();
    }

    function zoom(factor, at) {
      show(at - (at - from) * factor, at + (to - at) * factor);
    }

    function pan(fraction) {
      const by = (to - from) * fraction;
      show(from + by, to + by);
    }

    function timeAt(event) {
      const frame = svg.getBoundingClientRect();
      const inside = (event.clientX - frame.left) / frame.width * svg.viewBox.baseVal.width;
      return from + (Math.max(left, Math.min(right, inside)) - left) / (right - left) * (to - from);
    }

    function centre() { return (from + to) / 2; }

    svg.addEventListener("wheel", event => {
      if (document.activeElement !== svg && !event.ctrlKey) { return; }
      event.preventDefault();
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        pan(Math.sign(event.deltaX || event.deltaY) * 0.1);
      } else {
        zoom(event.deltaY < 0 ? 0.8 : 1.25, timeAt(event));
      }
    }, { passive: false });

    let grip = null;
    svg.addEventListener("pointerdown", event => {
      grip = { x: event.clientX, from, to };
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", event => {
      if (grip !== null && event.buttons !== 0) {
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        const by = (grip.x - event.clientX) / scale / (right - left) * (grip.to - grip.from);
        if (Math.abs(grip.x - event.clientX) > 2) { show(grip.from + by, grip.to + by); }
      } else {
        hover(event);
      }
    });
    svg.addEventListener("pointerup", () => { grip = null; });
    svg.addEventListener("pointerleave", () => { tip.hidden = true; });
    svg.addEventListener("dblclick", event => zoom(0.4, timeAt(event)));

    function hover(event) {
      const shape = event.target.closest(".t");
      tip.hidden = shape === null;
      if (shape !== null) {
        tip.textContent = shape.querySelector("metadata").textContent;
        const frame = box.getBoundingClientRect();
        const at = event.clientX - frame.left;
        tip.style.left = Math.max(0, Math.min(at + 14, frame.width - tip.offsetWidth)) + "px";
        tip.style.top = event.clientY - frame.top + 18 + "px";
      }
    }

    svg.addEventListener("keydown", event => {
      const actions = {
        "ArrowLeft": () => pan(-0.2), "ArrowRight": () => pan(0.2),
        "+": () => zoom(0.6, centre()), "=": () => zoom(0.6, centre()), "-": () => zoom(1 / 0.6, centre()),
        "0": () => show(0, length), "Home": () => pan(-1e9), "End": () => pan(1e9),
      };
      if (actions[event.key] !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        actions[event.key]();
      }
    });

    const buttons = { in: () => zoom(0.6, centre()), out: () => zoom(1 / 0.6, centre()), all: () => show(0, length) };
    for (const button of box.querySelectorAll("button")) {
      button.addEventListener("click", buttons[button.dataset.zoom]);
    }

    for (const link of box.parentElement.querySelectorAll("a[data-evidence]")) {
      link.addEventListener("click", event => {
        event.preventDefault();
        const mark = svg.querySelector(`.mark[data-evidence="${link.dataset.evidence}"]`);
        if (mark === null) { return; }
        svg.querySelectorAll(".mark.chosen").forEach(old => old.classList.remove("chosen"));
        mark.classList.add("chosen");
        const span = Math.min(to - from, length / 5), at = Number(mark.dataset.a);
        show(at - span / 2, at + span / 2);
        svg.focus({ preventScroll: true });
        svg.scrollIntoView({ block: "nearest" });
      });
    }

    // The native tooltip would cover the one drawn here.
    for (const { element } of shapes) {
      const title = element.querySelector("title");
      const words = document.createElementNS(SVG, "metadata");
      words.textContent = title.textContent;
      title.replaceWith(words);
    }
    fit();
    new ResizeObserver(fit).observe(svg);
  }

  document.documentElement.classList.add("js");
  document.querySelectorAll("svg.lanes").forEach(timeline);
})();
