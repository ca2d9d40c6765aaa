import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS, type SubscribeRequest } from '#lib/model/wire/events.ts';
import { NO_ACCESS } from '#lib/server/auth/access.ts';
import { answerRoute } from '#lib/server/http/answer-route.ts';
import { replyError } from '#lib/server/http/json-reply.ts';
import { alert, randomFrom } from '../../../../tests/fixtures/live-log.ts';
import { until } from '../../../../tests/fixtures/live-receiver.ts';
import { LiveStage } from '../../../../tests/fixtures/live-stage.ts';
import { eventRoutes, type EventsReply } from './event-routes.ts';

const ALERTS: SubscribeRequest = { sid: 7, cls: 'event', layer: 'alerts' };
let stage: LiveStage;
let count = 0;
beforeEach(async () => {
	stage = await LiveStage.open();
	count = 0;
	happen(3);
	await stage.pass();
});
afterEach(() => stage.close());

/** So many alerts at once; their offsets are their numbers. */
function happen(events: number): void {
	const rows = Array.from({ length: events }, () => alert(++count, stage.now));
	stage.log.tell('alerts', rows, stage.now);
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('who subscribes after an offset gets what came since, then the rest in order', async () => {
	const late = stage.receiver({ ...ALERTS, after: 1 });
	expect(await late.subscribe()).toEqual({ ok: true, schemaId: 1, rev: 3, tiles: null });
	await until(() => late.events.length === 2);
	for (let i = 0; i < 5; i++) {
		happen(2);
		await stage.pass();
	}
	await until(() => late.events.length === 12);
	expect(late.events.map(({ offset }) => offset)).toEqual(numbers(2, 13));
	expect(late.events[0]!.event).toEqual(alert(2, late.events[0]!.event.at));
	expect(stage.hub.info(stage.now)[0]).toMatchObject({ cls: 'event', offset: 13, stale: false });
});

test('what a layer says of its newest event, it also hands out: one that a tick has yet to bring is neither', async () => {
	happen(2);
	const newest = () => stage.hub.info(stage.now)[0]!.offset;
	const handedOut = () =>
		stage.hub
			.events('alerts', NO_ACCESS)
			.before(stage.now + 1, LIMITS.events)
			.at(-1)?.offset;
	expect([newest(), handedOut()]).toEqual([3, 3]);
	await stage.pass();
	expect([newest(), handedOut()]).toEqual([5, 5]);
});

test('who says no offset gets what comes from now on, the same bytes as everyone', async () => {
	const [one, other] = [stage.receiver(ALERTS), stage.receiver(ALERTS)];
	await Promise.all([one.subscribe(), other.subscribe()]);
	happen(2);
	await stage.pass();
	await until(() => one.events.length + other.events.length === 4);
	expect(one.events.map(({ offset }) => offset)).toEqual([4, 5]);
	expect(other.bytes).toEqual(one.bytes);
});

test('a repeat of an event comes once', async () => {
	const receiver = stage.receiver(ALERTS);
	await receiver.subscribe();
	stage.log.tell('alerts', [alert(3, stage.now - 200), alert(4, stage.now)], stage.now);
	stage.log.tell('alerts', [alert(4, stage.now)], stage.now);
	await stage.pass();
	await until(() => receiver.events.length === 1);
	expect(receiver.events[0]!.event.id).toBe('alert-4');
});

test('a client that applies nothing has 1,000 events on their way, and gets the others when it does', async () => {
	const receiver = stage.receiver(ALERTS);
	receiver.acknowledging = false;
	await receiver.subscribe();
	for (let i = 0; i < 15; i++) {
		happen(100);
		await stage.pass();
	}
	await until(() => receiver.events.length === LIMITS.events);
	receiver.acknowledging = true;
	receiver.acknowledge();
	await until(() => receiver.events.length === 1500);
	expect(receiver.events.map(({ offset }) => offset)).toEqual(numbers(4, 1503));
	expect(receiver.heard('gap')).toEqual([]);
});

test('more than 1,000 missed is a gap, which HTTP fills; what comes after it comes by socket', async () => {
	const http = createServer((request, response) => {
		const routes = eventRoutes({ hub: () => stage.hub, access: () => NO_ACCESS });
		answerRoute(routes, new URL(request.url!, 'http://local'), request, response).catch((thrown: unknown) =>
			replyError(response, thrown)
		);
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`; // listening on TCP
	const ask = async (query: string) => (await fetch(`${origin}/api/events/${query}`)).json();
	const receiver = stage.receiver(ALERTS);
	receiver.acknowledging = false;
	await receiver.subscribe();
	for (let i = 0; i < 24; i++) {
		happen(100);
		await stage.pass();
	}
	await until(() => receiver.events.length === LIMITS.events);
	receiver.acknowledging = true;
	receiver.acknowledge();
	await until(() => receiver.heard('gap').length > 0);
	expect(receiver.heard('gap')).toEqual([{ t: 'gap', sid: 7, layer: 'alerts', after: 1003, to: 2403 }]);
	const offsets = receiver.events.map(({ offset }) => offset);
	for (let after = 1003; after < 2403; after = offsets.at(-1)!) {
		const { events, end } = (await ask(`alerts?after=${after}`)) as EventsReply;
		expect([events.length <= 1000, end]).toEqual([true, 2403]);
		offsets.push(...events.map(({ offset }) => offset));
	}
	happen(1);
	await stage.pass();
	await until(() => receiver.events.length === 1001);
	offsets.push(receiver.events.at(-1)!.offset);
	expect(offsets).toEqual(numbers(4, 2404));
	expect(await ask('nothing')).toMatchObject({ code: 'LAYER_UNKNOWN' });
	expect(await ask('alerts?after=-1')).toMatchObject({ code: 'INPUT_INVALID' });
	expect(await ask('alerts?after=2402&limit=1')).toMatchObject({ events: [{ offset: 2403 }] });
	await new Promise((resolve) => http.close(resolve));
});

test('a burst that never fits is a gap even for a client that is up to date', async () => {
	const receiver = stage.receiver(ALERTS);
	await receiver.subscribe();
	await stage.pass();
	happen(1200);
	await stage.pass();
	await until(() => receiver.heard('gap').length > 0);
	expect(receiver.heard('gap')).toEqual([{ t: 'gap', sid: 7, layer: 'alerts', after: 3, to: 1203 }]);
	happen(1);
	await stage.pass();
	await until(() => receiver.events.length === 1);
	expect(receiver.events[0]!.offset).toBe(1204);
});

test('over 100 drops at random moments no event is lost, and their order is kept', async () => {
	const random = randomFrom(3);
	let receiver = stage.receiver({ ...ALERTS, after: 0 });
	await receiver.subscribe();
	await until(() => receiver.events.length === 3);
	for (let drop = 0; drop < 100; drop++) {
		for (let i = Math.floor(random() * 3); i > 0; i--) {
			happen(1 + Math.floor(random() * 5));
			await stage.pass(1, random() > 0.5);
		}
		receiver.client.disconnect();
		happen(Math.floor(random() * 3) + 1);
		await stage.pass(1, false);
		const next = stage.receiver(ALERTS).inherit(receiver);
		expect((await next.hello(undefined, stage.hub.epoch)).resumed).toEqual([{ sid: 7, how: 'delta' }]);
		receiver = next;
	}
	await stage.pass();
	await until(() => receiver.events.length === count);
	expect(receiver.events.map(({ offset }) => offset)).toEqual(numbers(1, count));
});
