#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Chromium as Playwright starts it, but keeping no answers of the network: Playwright asks for it (`Network.enable`), and
 * then the browser keeps up to 200 MB of them in each page's process, where no figure of the page shows them. Stands
 * between Playwright's pipe (3, to the browser) and the browser; what the browser says (4) goes by.
 */
const { CITYLOOP_LEAN_CHROMIUM: executable, ...env } = process.env;
if (!executable) throw new Error('CITYLOOP_LEAN_CHROMIUM must name the Chromium to start.');
const chromium = spawn(executable, process.argv.slice(2), { env, stdio: [0, 1, 2, 'pipe', 4] });
const KEEP_NOTHING = { maxTotalBufferSize: 0, maxResourceBufferSize: 0 };
const END = '\0';

let rest = '';
// Not a file: one that is being read would keep this process until Playwright gives up.
const orders = new Socket({ fd: 3, readable: true, writable: false }).setEncoding('utf8');
orders.on('data', (chunk) => {
	const messages = (rest + chunk).split(END);
	rest = messages.pop() ?? '';
	for (const message of messages) chromium.stdio[3].write(lean(message) + END);
});
orders.on('end', () => chromium.stdio[3].end());
chromium.on('exit', (code) => process.exit(code ?? 1));

function lean(message) {
	if (!message.includes('"Network.enable"')) return message;
	const order = JSON.parse(message);
	return JSON.stringify({ ...order, params: { ...order.params, ...KEEP_NOTHING } });
}
