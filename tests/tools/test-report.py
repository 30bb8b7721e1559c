#!/usr/bin/env python3
# test-report.py: what a browser without a screen shows of report.html, on a desk and on a
# phone: curves, matrix, pictures, graph; no script error, nothing wider than the screen.
# Without a browser all is skipped. Prints TAP.
#
# SPDX-License-Identifier: BSD-3-Clause

import html
import json
import os
import re
import shutil
import subprocess

import tap
from trainer import DIABETES, DIGITS, idx, path, pictures, read, train, write

BROWSER = next(filter(None, map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome'))), None)

# Goes before the page's own parts, so that it sees their errors.
CATCH = '<script>window.wrong = []; window.onerror = function (what) { wrong.push (String (what)); };</script>'

# Measures what is on the screen and leaves it in the page as JSON.
PROBE = '''<script>addEventListener ('load', function () {
  function shown (e) { var r = e.getBoundingClientRect (); return r.width > 0 && r.height > 0; }
  function all (what) { return Array.from (document.querySelectorAll (what)); }
  function text (what) { var e = document.querySelector (what); return e ? e.innerText : null; }
  parent.postMessage (JSON.stringify ({
    wrong: wrong,
    width: innerWidth,
    overflow: document.documentElement.scrollWidth - innerWidth,
    curves: all ('svg.curve').filter (shown).length,
    lines: all ('svg.curve polyline').map (function (e) { return e.getBoundingClientRect ().width > 0 ? e.points.numberOfItems : 0; }),
    height: Math.min.apply (null, all ('svg.curve').map (function (e) { return e.getBoundingClientRect ().height; })),
    matrix: all ('#confusion td').map (function (e) { return Number (e.innerText); }),
    samples: all ('#worst img').map (function (e) { return e.complete && shown (e) ? e.naturalWidth : 0; }),
    worst: all ('#worst tr').length - 1,
    layers: all ('#graph rect.layer').filter (shown).length,
    small: Math.min.apply (null, all ('svg text').filter (shown).map (function (e) { return e.getBoundingClientRect ().height; })),
    cut: all ('#confusion').filter (function (e) { return e.getBoundingClientRect ().width > e.parentNode.clientWidth; }).length,
    letters: parseFloat (getComputedStyle (document.body).fontSize),
    result: text ('#result'), timing: text ('#timing'), config: text ('#config'), title: text ('h1')
  }), '*');
});</script>'''

# The screen: a frame may be narrower than any window of a browser's.
SCREEN = '''<!doctype html><body><pre id="probe"></pre><script>addEventListener ('message', function (e) {
  document.getElementById ('probe').textContent = e.data;
});</script><iframe width="%d" height="844" style="border:0" srcdoc="%s"></iframe></body>'''


def look(out, width):
    page = read(out, 'report.html').decode()
    page = page.replace('<head>', '<head>' + CATCH, 1).replace('</body>', PROBE + '</body>')
    probed = write('probed.html', SCREEN % (width, html.escape(page)))
    result = subprocess.run([BROWSER, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
                             '--user-data-dir=' + path('browser'), '--window-size=1280,900', '--virtual-time-budget=3000',
                             '--dump-dom', 'file://' + probed],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)
    found = re.search(r'<pre id="probe">(\{.*?)</pre>', result.stdout, re.S)
    if not found:
        tap.check(False, out + ': the browser shows the page', result.stderr[-2000:])
        return None
    return json.loads(html.unescape(found.group(1)))


def common(name, seen, curves, layers):
    tap.check(seen['wrong'] == [] and seen['overflow'] <= 0, '%s, %d pixels: no error, nothing beyond the edge' % (name, seen['width']), seen)
    tap.check(seen['curves'] == curves and len(seen['lines']) >= curves and min(seen['lines']) >= 2 and seen['height'] >= 100,
              '%s: %d pictures of curves' % (name, curves), seen)
    tap.check(seen['layers'] == layers and 'epochs' in seen['config'] and 'seconds' in seen['timing'] and seen['letters'] >= 14 and seen['small'] >= 11,
              '%s: graph of %d layers, configuration, timing, letters to read' % (name, layers), seen)


def digits():
    train(DIGITS, '--target', 'digit', '--hidden', '32', '--epochs', '5', '--quiet', out='digits')
    results = json.loads(read('digits', 'results.json'))
    for width in 1200, 390:
        seen = look('digits', width)
        if seen is None:
            return
        common('digits', seen, 4, 3)
        tap.check(seen['width'] == width, 'the screen is %d pixels wide' % width, seen['width'])
        tap.check(len(seen['matrix']) == 100 and sum(seen['matrix']) == results['validation_rows']
                  and sum(seen['matrix'][::11]) == results['validation']['correct'], 'the matrix counts every row')
        tap.check(seen['samples'] and set(seen['samples']) == {8} and len(seen['samples']) == seen['worst'], 'the worst are shown as pictures')
        tap.check(seen['cut'] == 0, 'the whole matrix is seen', seen)
        tap.check(results['result'] in seen['result'] and 'digits.csv.gz' in seen['title'], 'the result stands on top')


def images():
    pixels, labels = pictures(60)
    idx('train-images-idx3-ubyte', 8, [60, 6, 6], pixels)
    idx('train-labels-idx1-ubyte', 8, [60], labels)
    train(path('train-images-idx3-ubyte'), '--model', 'cnn:2', '--epochs', '2', '--lr', '1e-5', '--quiet', out='images')
    seen = look('images', 390)
    common('images', seen, 4, 6)
    tap.check(set(seen['samples']) == {6} and sum(seen['matrix']) == 12, 'images: pictures and matrix', seen)


def regression():
    train(DIABETES, '--target', 'progression', '--epochs', '3', '--hidden', '8,8', '--quiet', out='dia')
    seen = look('dia', 390)
    common('diabetes', seen, 4, 5)
    tap.check(seen['matrix'] == [] and seen['samples'] == [] and seen['worst'] == 16 and 'R2' in seen['result'],
              'a regression: no matrix, no pictures, the worst rows', seen)


def text():
    train(write('t.txt', 'to be or not to be, <that> & more. ' * 40), '--model', 'transformer:layers=2,heads=1,width=16,context=16', '--epochs', '3',
          '--quiet', out='text')
    seen = look('text', 390)
    common('text', seen, 4, 20)
    tap.check('nats per character' in seen['result'], 'a text: nats per character', seen)


def odd_names():
    train(write('odd <b>&name.csv', 'a,"<script>alert (1)</script>"\n' + '1,<i>x\n2,y&\n' * 20), '--target', '<script>alert (1)</script>',
          '--epochs', '2', '--hidden', '8,8', '--quiet', out='odd')
    seen = look('odd', 390)
    common('odd names', seen, 4, 5)
    tap.check('<script>alert (1)</script>' in seen['title'], 'names are shown as they are', seen)


if BROWSER is None:
    tap.skip('the report in a browser', 'no chromium is installed')
else:
    digits()
    images()
    regression()
    text()
    odd_names()
tap.end()
