import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { BrowserPipe } from './browser-pipe.ts';

function pipe() {
	const [to, from] = [new PassThrough(), new PassThrough()];
	return { to, from, browser: new BrowserPipe(to, from) };
}

test('orders are told apart by their numbers, answers may come in pieces and out of turn', async () => {
	const { to, from, browser } = pipe();
	const heard: unknown[] = [];
	browser.on('Target.targetCrashed', (params) => heard.push(params));
	const answers = [browser.send('Browser.getVersion'), browser.send('Runtime.evaluate', { a: 1 }, 'S')];
	expect(String(to.read())).toBe(
		'{"id":1,"method":"Browser.getVersion","params":{}}\0{"id":2,"method":"Runtime.evaluate","params":{"a":1},"sessionId":"S"}\0'
	);
	from.write('{"id":2,"result":{"b":');
	from.write('2}}\0{"method":"Target.targetCrashed","params":{"targetId":"T"}}\0{"id":1,"result":{}}\0');
	expect(await Promise.all(answers)).toEqual([{}, { b: 2 }]);
	expect(heard).toEqual([{ targetId: 'T' }]);
});

test('what the browser refuses, and what it did not answer when it ended, is an error', async () => {
	const { from, browser } = pipe();
	const [refused, unanswered] = [browser.send('Browser.fly'), browser.send('Browser.getVersion')];
	from.write('{"id":1,"error":{"message":"\'Browser.fly\' was not found"}}\0');
	await expect(refused).rejects.toThrow("Chromium refused: 'Browser.fly' was not found");
	from.destroy();
	await expect(unanswered).rejects.toThrow('Chromium ended before it answered.');
});
