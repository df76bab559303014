'use strict';
// Values under the pointer.
for (const chart of document.querySelectorAll('svg.chart')) {
  const figure = chart.closest('figure');
  const lines = [...chart.querySelectorAll('polyline')].map(line => ({
    name: line.dataset.name,
    style: line.getAttribute('class').split(' ')[1],
    at: line.getAttribute('points').split(' ').map(p => p.split(',').map(Number)),
    values: line.dataset.values.split(' ').map(p => p.split(',').map(Number)),
  }));
  const pointer = chart.querySelector('.pointer');
  let tip = null;
  const leave = () => { pointer.innerHTML = ''; if (tip) { tip.remove(); tip = null; } };
  chart.addEventListener('pointerleave', leave);
  chart.addEventListener('pointermove', event => {
    const box = chart.getBoundingClientRect();
    const x = (event.clientX - box.left) * chart.viewBox.baseVal.width / box.width;
    let nearest = null;
    for (const line of lines)
      for (const [i, p] of line.at.entries())
        if (nearest === null || Math.abs(p[0] - x) < Math.abs(nearest.x - x)) nearest = { x: p[0], days: line.values[i][0] };
    if (nearest === null) return;
    let marks = `<line x1="${nearest.x}" x2="${nearest.x}" y1="${chart.dataset.top}" y2="${chart.dataset.bottom}"/>`;
    let text = `<b>${nearest.days} ${chart.dataset.across}</b>`;
    for (const line of lines) {
      const i = line.at.findIndex(p => Math.abs(p[0] - nearest.x) < 0.06);
      if (i < 0) continue;
      marks += `<circle class="${line.style}" cx="${line.at[i][0]}" cy="${line.at[i][1]}" r="4"/>`;
      const row = document.createElement('span');
      row.textContent = `${line.name}: ${line.values[i][1]} ${chart.dataset.unit}`;
      text += `<br>${row.innerHTML}`;
    }
    pointer.innerHTML = marks;
    if (!tip) { tip = document.createElement('div'); tip.className = 'tip'; figure.append(tip); }
    tip.innerHTML = text;
    const frame = figure.getBoundingClientRect();
    const left = event.clientX - frame.left + 14;
    tip.style.left = Math.min(left, frame.width - tip.offsetWidth - 6) + 'px';
    tip.style.top = event.clientY - frame.top + 14 + 'px';
  });
}
const chosen = name => document.querySelector(`input[name=${name}]:checked`)?.value ?? '';
for (const choice of document.querySelectorAll('input[name=plane], input[name=site]'))
  choice.onchange = () => {
    const plane = chosen('plane'), site = chosen('site');
    for (const figure of document.querySelectorAll('#planes figure'))
      figure.hidden = figure.dataset.site !== site || (plane !== 'all' && figure.dataset.across !== plane);
  };
const logSwitch = document.getElementById('log');
if (logSwitch) logSwitch.onchange = () => document.body.classList.toggle('uselog', logSwitch.checked);

// The tumour in 3D: rays through a texture of cell categories, opaque cells shaded by their surface, and a glowing field.
(async () => {
  const canvas = document.getElementById('volume');
  if (!canvas) return;
  const gl = canvas.getContext('webgl2', { preserveDrawingBuffer: true, antialias: false });
  if (!gl) { canvas.outerHTML = '<p>This browser has no WebGL2; see the slices above.</p>'; return; }
  const volumes = JSON.parse(document.getElementById('volumes').textContent);
  const bytesOf = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const unpack = async text => new Uint8Array(await new Response(
    new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
  const shader = (kind, source) => {
    const s = gl.createShader(kind);
    gl.shaderSource(s, source);
    gl.compileShader(s);
    if (!gl.getShaderParameter(s, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(s));
    return s;
  };
  const program = gl.createProgram();
  gl.attachShader(program, shader(gl.VERTEX_SHADER, `#version 300 es
    out vec2 at;
    void main() { vec2 p = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2); at = p * 2.0 - 1.0; gl_Position = vec4(at, 0, 1); }`));
  gl.attachShader(program, shader(gl.FRAGMENT_SHADER, `#version 300 es
    precision highp float; precision highp sampler3D;
    in vec2 at; out vec4 colour;
    uniform sampler3D cells, field; uniform sampler2D palette, map;
    uniform mat3 turn; uniform vec3 size, centre; uniform float aspect, cut, glow, threshold; uniform int shown, cutAxis, surface;
    int category(vec3 p) { return int(texture(cells, p).r * 255.0 + 0.5); }
    bool visible(vec3 p) {
      if (any(lessThan(p, vec3(0))) || any(greaterThan(p, vec3(1)))) return false;
      int c = category(p);
      return c > 0 && ((shown >> c) & 1) == 1;
    }
    float open(vec3 p) { return visible(p) ? 0.0 : 1.0; }
    void main() {
      vec3 from = turn * vec3(0, 0, 2.3) + centre, ray = turn * normalize(vec3(at.x * aspect, at.y, -2.4));
      vec3 high = 0.5 * size, low = -high;
      float clip = mix(-0.5, 0.5, cut) * size[cutAxis];
      high[cutAxis] = clip;
      vec3 a = (low - from) / ray, b = (high - from) / ray, near = min(a, b), far = max(a, b);
      float t = max(max(near.x, near.y), max(near.z, 0.0)), end = min(min(far.x, far.y), far.z);
      float enter = t;
      vec3 back = vec3(0.043, 0.055, 0.078), light = vec3(0);
      float passed = 1.0, before = 0.0;
      vec3 texel = 1.0 / vec3(textureSize(cells, 0));
      float stride = 0.25 * min(min(texel.x * size.x, texel.y * size.y), texel.z * size.z);
      t += stride * fract(sin(dot(gl_FragCoord.xy, vec2(12.9, 78.2))) * 43758.5);
      for (int i = 0; i < 1200 && t < end && passed > 0.02; i++, t += stride) {
        vec3 p = (from + ray * t) / size + 0.5;
        if (glow > 0.0) {
          float v = texture(field, p).r;
          if (surface == 1) {
            if (i > 0 && (v > threshold) != (before > threshold)) {
              vec3 g = vec3(0);
              for (int k = 0; k < 3; k++) {
                vec3 e = vec3(0); e[k] = texel[k];
                g[k] = texture(field, p + e).r - texture(field, p - e).r;
              }
              g = length(g) > 0.0 ? normalize(g) : -ray;
              float lit = 0.35 + 0.65 * abs(dot(g, normalize(turn * vec3(0.5, 0.8, 1.0))));
              float k = clamp(glow * 0.45, 0.0, 1.0);
              light += passed * k * lit * texture(map, vec2(max(threshold, 0.25), 0.5)).rgb;
              passed *= 1.0 - k;
            }
            before = v;
          } else if (v > threshold) {
            float k = glow * 0.025 * (v - threshold) / max(1.0 - threshold, 0.01);
            light += passed * k * texture(map, vec2(v, 0.5)).rgb * 1.6;
            passed *= 1.0 - k;
          }
        }
        if (visible(p)) {
          // Halving the last stride finds the cell's face, so that edges are clean.
          float outside = t - stride, inside = t;
          for (int k = 0; k < 5; k++) {
            float middle = 0.5 * (outside + inside);
            if (outside >= enter && !visible((from + ray * middle) / size + 0.5)) outside = middle; else if (outside >= enter) inside = middle;
          }
          p = (from + ray * inside) / size + 0.5;
          vec3 n = vec3(0);
          for (int k = 0; k < 3; k++) {
            vec3 e = vec3(0); e[k] = 1.5 * texel[k];
            n[k] = open(p + e) - open(p - e) + 0.5 * (open(p + 2.0 * e) - open(p - 2.0 * e));
          }
          n = length(n) > 0.1 ? normalize(n) : -ray;
          float lit = 0.42 + 0.58 * max(dot(n, normalize(turn * vec3(0.5, 0.8, 1.0))), 0.0);
          light += passed * lit * texelFetch(palette, ivec2(category(p), 0), 0).rgb;
          passed = 0.0;
        }
      }
      colour = vec4(light + passed * back, 1);
    }`));
  gl.linkProgram(program);
  gl.useProgram(program);
  const uniform = name => gl.getUniformLocation(program, name);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  const texture = (unit, target, name, filter) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    const t = gl.createTexture();
    gl.bindTexture(target, t);
    for (const p of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(target, p, filter);
    for (const p of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R]) gl.texParameteri(target, p, gl.CLAMP_TO_EDGE);
    gl.uniform1i(uniform(name), unit);
  };
  texture(0, gl.TEXTURE_3D, 'cells', gl.NEAREST);
  texture(1, gl.TEXTURE_3D, 'field', gl.LINEAR);
  texture(2, gl.TEXTURE_2D, 'palette', gl.NEAREST);
  texture(3, gl.TEXTURE_2D, 'map', gl.LINEAR);
  const fill3d = (unit, size, bytes) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.texImage3D(gl.TEXTURE_3D, 0, gl.R8, ...size, 0, gl.RED, gl.UNSIGNED_BYTE, bytes);
  };
  const fillRow = (unit, bytes) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB8, bytes.length / 3, 1, 0, gl.RGB, gl.UNSIGNED_BYTE, bytes);
  };
  fillRow(2, bytesOf(volumes.palette));
  const palette = bytesOf(volumes.map);
  fillRow(3, palette);

  const pick = id => document.getElementById(id);
  const arm = pick('arm'), field = pick('field'), cut = pick('cut'), glow = pick('glow'), threshold = pick('threshold'), cutAxis = pick('cutaxis'), mode = pick('mode');
  const key = pick('volumekey');
  const short = value => Math.abs(value) >= 1e4 || (value !== 0 && Math.abs(value) < 1e-2) ? value.toExponential(1) : String(+value.toPrecision(3));
  let chosenField = null;
  const boxes = [...document.querySelectorAll('[data-category]')];
  let tilt = -0.5, spin = 0.7, zoom = 1.6, size = [1, 1, 1], middle = [0, 0, 0];
  const paint = () => {
    const scale = Math.min(window.devicePixelRatio || 1, 1.5);
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    gl.viewport(0, 0, canvas.width, canvas.height);
    const cx = Math.cos(tilt), sx = Math.sin(tilt), cy = Math.cos(spin), sy = Math.sin(spin);
    gl.uniformMatrix3fv(uniform('turn'), false, [cy, 0, -sy, sy * sx, cx, cy * sx, sy * cx, -sx, cy * cx]);
    gl.uniform3f(uniform('size'), ...size.map(s => s * zoom));
    gl.uniform3f(uniform('centre'), ...middle.map(m => m * zoom));
    gl.uniform1f(uniform('aspect'), canvas.width / canvas.height);
    gl.uniform1f(uniform('cut'), cut.value / 100);
    gl.uniform1i(uniform('cutAxis'), +cutAxis.value);
    gl.uniform1f(uniform('glow'), field.value === '' ? 0 : glow.value / 50);
    gl.uniform1f(uniform('threshold'), threshold.value / 100);
    gl.uniform1i(uniform('surface'), +mode.value);
    pick('thresholdvalue').textContent = chosenField === null ? ''
      : `${short(chosenField.low + (chosenField.high - chosenField.low) * threshold.value / 100)} ${chosenField.unit}`;
    gl.uniform1i(uniform('shown'), boxes.reduce((bits, b) => bits | (b.checked ? 1 << b.dataset.category : 0), 0));
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  };
  // However many controls move between two frames, one is drawn.
  let waiting = false;
  const draw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; paint(); });
  };
  // Looks at the middle of the cells, from so near that they fill most of the picture.
  let framed = '';
  const frame = (cells, [nx, ny, nz]) => {
    if (framed === arm.value) return;
    framed = arm.value;
    const low = [nx, ny, nz], high = [-1, -1, -1];
    for (let i = 0; i < cells.length; i++) {
      if (!cells[i]) continue;
      [i % nx, Math.floor(i / nx) % ny, Math.floor(i / (nx * ny))].forEach((v, k) => {
        low[k] = Math.min(low[k], v);
        high[k] = Math.max(high[k], v);
      });
    }
    if (high[0] < 0) return;
    const longest = Math.max(nx, ny, nz);
    const extent = Math.max(...high.map((h, k) => (h - low[k] + 1) / longest));
    middle = high.map((h, k) => ((h + low[k] + 1) / 2 - [nx, ny, nz][k] / 2) / longest);
    zoom = Math.min(8, 1.45 / extent);
  };
  const load = async () => {
    canvas.dataset.ready = '0';
    const chosen = volumes.arms[arm.value];
    const longest = Math.max(...chosen.size);
    size = chosen.size.map(n => n / longest);
    const cells = await unpack(chosen.cells);
    fill3d(0, chosen.size, cells);
    frame(cells, chosen.size);
    const shown = chosen.fields.find(f => f.name === field.value);
    fill3d(1, shown ? chosen.size : [1, 1, 1], shown ? await unpack(shown.bytes) : new Uint8Array(1));
    chosenField = shown || null;
    key.innerHTML = '';
    if (shown) {
      const stops = [];
      for (let i = 0; i < 256; i += 15) stops.push(`rgb(${palette[3 * i]},${palette[3 * i + 1]},${palette[3 * i + 2]})`);
      const bar = document.createElement('div'), ends = document.createElement('div'), name = document.createElement('div');
      bar.className = 'bar';
      ends.className = 'ends';
      bar.style.background = `linear-gradient(90deg,${stops.join(',')})`;
      for (const value of [shown.low, (shown.low + shown.high) / 2, shown.high]) {
        const end = document.createElement('span');
        end.textContent = short(value);
        ends.append(end);
      }
      name.textContent = `${shown.name.replaceAll('_', ' ')}${shown.unit ? ` (${shown.unit})` : ''}`;
      key.append(name, bar, ends);
    }
    paint();
    canvas.dataset.ready = '1';
  };
  arm.onchange = field.onchange = load;
  for (const control of [cut, glow, threshold, cutAxis, mode, ...boxes]) control.oninput = draw;
  canvas.onpointerdown = event => canvas.setPointerCapture(event.pointerId);
  canvas.onpointermove = event => {
    if (!event.buttons) return;
    spin -= event.movementX * 0.01;
    tilt = Math.max(-1.57, Math.min(1.57, tilt - event.movementY * 0.01));
    draw();
  };
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    zoom = Math.max(0.5, Math.min(12, zoom * Math.exp(-event.deltaY * 0.001)));
    draw();
  }, { passive: false });
  window.addEventListener('resize', draw);
  await load();
})();
