#!/usr/bin/env python3
"""screenshot.py PAGE PICTURE.png|.pdf [--size WIDTHxHEIGHT] [--dark] [--script FILE.js] [--ready EXPRESSION] [--whole]

What a headless Chromium shows of a page once the page says that it is ready, in the page's own time: pages that draw with WebGL and
unpack their data on the way are not done when they are loaded. A script, if given, runs in the loaded page first. A .pdf is what would be
printed. --whole takes the page to its end, or its first 8000 pixels: a browser repeats itself beyond. Needs Chromium and nothing beside
Python's own library."""
import argparse, base64, json, os, pathlib, shutil, subprocess, sys, tempfile, time

FLAGS = ['--headless', '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run',
         '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--remote-debugging-pipe']


class Browser:
    """A browser that is spoken to through two pipes: messages in JSON, each ended by a zero byte."""

    def __init__(self, program, profile):
        its_in, self.to = os.pipe()
        self.answers, its_out = os.pipe()

        def connect():
            # The browser reads from descriptor 3 and writes to 4; a descriptor that is one of the two must not be closed by the other's copy.
            reading, writing = os.dup(its_in), os.dup(its_out)
            while reading < 5:
                reading = os.dup(reading)
            while writing < 5:
                writing = os.dup(writing)
            os.dup2(reading, 3)
            os.dup2(writing, 4)

        self.process = subprocess.Popen([program, *FLAGS, f'--user-data-dir={profile}'], preexec_fn=connect, close_fds=False,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(its_in)
        os.close(its_out)
        self.asked = 0
        self.unread = b''
        self.session = None

    def message(self):
        while b'\0' not in self.unread:
            more = os.read(self.answers, 1 << 16)
            if not more:
                raise RuntimeError('the browser went away')
            self.unread += more
        text, self.unread = self.unread.split(b'\0', 1)
        return json.loads(text)

    def ask(self, method, **parameters):
        self.asked += 1
        question = {'id': self.asked, 'method': method, 'params': parameters}
        if self.session:
            question['sessionId'] = self.session
        os.write(self.to, json.dumps(question).encode() + b'\0')
        while True:
            answer = self.message()
            if answer.get('id') == self.asked:
                if 'error' in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer['result']

    def value(self, expression):
        result = self.ask('Runtime.evaluate', expression=expression, awaitPromise=True, returnByValue=True)
        if 'exceptionDetails' in result:
            raise RuntimeError(result['exceptionDetails'].get('exception', {}).get('description', 'the script failed'))
        return result['result'].get('value')

    def wait_for(self, expression, seconds=120):
        end = time.monotonic() + seconds
        while not self.value(expression):
            if time.monotonic() > end:
                raise RuntimeError(f'after {seconds} s the page has not come to: {expression}')
            time.sleep(0.1)


def shoot(browser, wish):
    target = browser.ask('Target.createTarget', url='about:blank')['targetId']
    browser.session = browser.ask('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
    width, height = map(int, wish.size.split('x'))
    size = dict(width=width, deviceScaleFactor=1, mobile=False)
    browser.ask('Emulation.setDeviceMetricsOverride', height=height, **size)
    browser.ask('Emulation.setEmulatedMedia', features=[{'name': 'prefers-color-scheme', 'value': 'dark' if wish.dark else 'light'}])
    browser.ask('Page.navigate', url=pathlib.Path(wish.page).resolve().as_uri())
    browser.wait_for("document.readyState === 'complete' && location.protocol === 'file:'")
    browser.wait_for(wish.ready)
    if wish.script:
        browser.value(pathlib.Path(wish.script).read_text())
        browser.wait_for(wish.ready)
    # What was changed is on the screen two frames later.
    browser.value('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))')
    if wish.picture.endswith('.pdf'):
        return browser.ask('Page.printToPDF', printBackground=True, preferCSSPageSize=True)['data']
    if wish.whole:
        browser.ask('Emulation.setDeviceMetricsOverride', height=min(browser.value('document.documentElement.scrollHeight'), 8000), **size)
        browser.value('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))')
    return browser.ask('Page.captureScreenshot', format='png')['data']


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('page')
    arguments.add_argument('picture')
    arguments.add_argument('--size', default='1200x900')
    arguments.add_argument('--dark', action='store_true')
    arguments.add_argument('--script')
    arguments.add_argument('--whole', action='store_true')
    arguments.add_argument('--ready', default="!document.getElementById('volume') || document.getElementById('volume').dataset.ready === '1'")
    wish = arguments.parse_args()
    program = next(filter(None, map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome'))), None)
    if program is None:
        sys.exit('screenshot.py: there is no Chromium')
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            pathlib.Path(wish.picture).write_bytes(base64.b64decode(shoot(browser, wish)))
        except RuntimeError as fault:
            sys.exit(f'screenshot.py: {fault}')
        finally:
            browser.process.terminate()
            browser.process.wait()


if __name__ == '__main__':
    main()
