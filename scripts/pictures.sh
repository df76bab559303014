#!/usr/bin/env bash
# pictures.sh [REPORT [NAME…]]: draws the pictures of the README, or those named, from the report of the demo (scripts/demo.sh), in a headless
# Chromium (scripts/screenshot.py).
set -euo pipefail
cd "$(dirname "$0")/.."
report=${1:-out/demo/report.html}
wanted=("${@:2}")
style="body{margin:0!important;max-width:none!important;padding:0 10px!important}.grid2,.slices{display:grid!important;grid-template-columns:repeat(3,1fr)!important;gap:10px!important;margin:0 0 8px!important}
figure{margin:0!important;max-width:none!important}h3{margin:10px 0 6px!important}#planes img{width:100%!important}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# picture NAME WIDTH HEIGHT SCRIPT: the page after a script that leaves only what the picture shows.
picture() {
    case " ${wanted[*]-} " in "  " | *" $1 "*) ;; *) return 0 ;; esac
    cat > "$work/script.js" <<< "{
        const style = document.createElement('style');
        style.textContent = \`$style\`;
        document.head.append(style);
        $4
    }"
    scripts/screenshot.py "$report" "docs/images/$1.png" --size "$2x$3" --script "$work/script.js"
    echo "docs/images/$1.png"
}

picture secretome-growth 1200 296 "
    const wanted = ['All living cells', 'Living cells, sensitive', 'Living cells, resistant'];
    const row = document.createElement('div');
    row.className = 'grid2';
    for (const figure of document.querySelectorAll('figure'))
        if (wanted.includes(figure.querySelector('figcaption')?.firstChild.textContent.trim())) row.append(figure);
    document.body.replaceChildren(row);"

picture secretome-slices 900 1210 "
    const kept = [];
    for (const head of document.querySelectorAll('#planes h3'))
        if (/^(founder|oxygen|hepatocyte)/.test(head.textContent))
            for (let part = head; part && (part === head || part.tagName !== 'H3'); part = part.nextElementSibling) kept.push(part);
    const planes = document.getElementById('planes');
    planes.replaceChildren(...kept);
    document.body.replaceChildren(planes);"

picture secretome-3d 1200 480 "
    const set = (id, value) => { const control = document.getElementById(id); control.value = value; for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind)); };
    for (const box of document.querySelectorAll('[data-category]'))
        if (!/resistant/.test(box.parentElement.textContent)) box.click();
    set('cut', 100); set('field', 'hgf'); set('mode', '1'); set('threshold', 45); set('glow', 45);
    const stage = document.querySelector('.stage');
    for (const other of [...document.body.children]) if (other !== stage) other.style.setProperty('display', 'none', 'important');
    window.dispatchEvent(new Event('resize'));"
