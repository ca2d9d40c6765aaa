import { afterEach, expect, test, vi } from 'vitest';
import { askServer } from './ask-server.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (response: () => Response) => {
	const asked: RequestInit[] = [];
	vi.stubGlobal('fetch', async (_: string, request: RequestInit) => {
		asked.push(request);
		return response();
	});
	return asked;
};

test('an act is sent as JSON with the token, and its answer comes back', async () => {
	const asked = answering(() => Response.json({ id: 'a1' }));
	expect(
		await askServer('/api/alarms/a1/act', { method: 'POST', body: { act: 'comment' }, token: 'secret' })
	).toEqual({ id: 'a1' });
	expect(asked[0]).toEqual({
		method: 'POST',
		body: '{"act":"comment"}',
		headers: { 'content-type': 'application/json', authorization: 'Bearer secret' }
	});
});

test('a refusal is the error that the server says, with its status', async () => {
	answering(() =>
		Response.json({ code: 'FORBIDDEN', message: 'This token may not act.', details: {} }, { status: 403 })
	);
	await expect(askServer('/api/alarms/a1/act')).rejects.toMatchObject({
		code: 'FORBIDDEN',
		message: 'This token may not act.',
		details: { status: 403 }
	});
});

test('a server that says nothing of ours is unreachable, with its status', async () => {
	answering(() => new Response('Bad gateway', { status: 502 }));
	await expect(askServer('/api/themes')).rejects.toMatchObject({
		code: 'FEED_UNREACHABLE',
		message: '/api/themes answers 502.',
		details: { status: 502 }
	});
});

test('nobody who answers is said with the path', async () => {
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('refused')));
	await expect(askServer('/api/themes')).rejects.toMatchObject({
		code: 'FEED_UNREACHABLE',
		message: '/api/themes does not answer.'
	});
});

test('an answer that breaks off is no answer; one that nobody waits for any more is given up', async () => {
	answering(() => new Response('{"id":', { status: 200 }));
	await expect(askServer('/api/alarms/1/log')).rejects.toMatchObject({ code: 'FEED_UNREACHABLE' });
	const stop = new AbortController();
	answering(() => {
		stop.abort();
		return new Response('{"id":', { status: 200 });
	});
	await expect(askServer('/api/alarms/1/log', { signal: stop.signal })).rejects.toMatchObject({
		code: 'ABORTED'
	});
});
