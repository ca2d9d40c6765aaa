import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import { NO_ACCESS, tokenEntry } from '#lib/server/auth/access.ts';
import { InstantStates } from '#lib/server/hub/instant-states.ts';
import { alert, observation } from '../../../../tests/fixtures/live-log.ts';
import { until } from '../../../../tests/fixtures/live-receiver.ts';
import { eventRoutes } from './event-routes.ts';
import { LiveStage } from '../../../../tests/fixtures/live-stage.ts';

const TOKEN = 'a token of the police';
const tokens = [
	tokenEntry.parse({
		name: 'desk',
		sha256: createHash('sha256').update(TOKEN).digest('hex'),
		rights: ['police']
	})
];
const PATROLS = { sid: 1, cls: 'state', layer: 'patrols' } as const;
const CALLS = { sid: 2, cls: 'event', layer: 'calls' } as const;

let stage: LiveStage;
beforeEach(async () => {
	stage = await LiveStage.open(tokens);
	stage.log.declare({ id: 'patrols', restricted: 'police' }, stage.now);
	stage.log.declare({ id: 'calls', cls: 'event', restricted: 'police' }, stage.now);
	stage.log.declare({ id: 'buses' }, stage.now);
	stage.log.say('patrols', [observation('car 1', stage.now, { position: [116, 40] })], stage.now);
	stage.log.say('buses', [observation('bus 1', stage.now, { position: [116, 40] })], stage.now);
	stage.log.tell('calls', [alert(1, stage.now)], stage.now);
	await stage.pass();
});
afterEach(() => stage.close());

const names = (layers: readonly LayerInfo[]) => layers.map(({ layer }) => layer);

test('a client without the right finds every door to a restricted layer shut', async () => {
	for (const token of [undefined, 'a wrong token']) {
		const outsider = stage.receiver(PATROLS);
		const { client } = outsider;
		expect(await outsider.subscribe()).toMatchObject({ code: 'FORBIDDEN' });
		const { layers, resumed } = await outsider.hello(token, stage.hub.epoch);
		expect([names(layers), resumed]).toEqual([['buses'], [{ sid: 1, how: 'gap' }]]);
		expect(await outsider.subscribe()).toMatchObject({ code: 'FORBIDDEN' });
		expect(await client.emitWithAck('sub', { ...PATROLS, lod: 0 })).toMatchObject({ code: 'FORBIDDEN' });
		expect(await client.emitWithAck('sub', CALLS)).toMatchObject({ code: 'FORBIDDEN' });
		expect(await client.emitWithAck('sub', { ...CALLS, after: 0 })).toMatchObject({ code: 'FORBIDDEN' });
		expect(await client.emitWithAck('entity', { layer: 'patrols', idx: 0 })).toMatchObject({
			code: 'FORBIDDEN'
		});
		expect(await client.emitWithAck('view', { sid: 1, bbox: [115, 39, 117, 41], z: 9 })).toMatchObject({
			code: 'SUBSCRIPTION_INVALID'
		});
		expect(await client.emitWithAck('sub', { ...PATROLS, layer: 'nothing' })).toMatchObject({
			err: 'No live layer nothing; there are: buses.'
		});
		const spare = stage.receiver({ sid: 3, cls: 'state', layer: 'buses' });
		await spare.subscribe();
		stage.log.say('patrols', [observation('car 2', stage.now, { status: 'new word' })], stage.now);
		stage.log.tell('calls', [alert(stage.now, stage.now)], stage.now);
		await stage.pass(30);
		await until(() => spare.controls.some(({ t }) => t === 'status') && spare.frames.length > 1);
		for (const heard of [outsider, spare])
			expect(JSON.stringify(heard.controls)).not.toMatch(/patrols|calls/);
		expect(outsider.frames).toEqual([]);
	}
});

test('the same over HTTP: names, facts, instants and events', () => {
	const { hub } = stage;
	const states = new InstantStates(hub);
	const [route] = eventRoutes({ hub: () => hub, access: () => NO_ACCESS });
	const doors = [
		() => hub.dictionary('patrols', 0, NO_ACCESS),
		() => states.stateAt('patrols', stage.now, NO_ACCESS),
		() => states.factsAt('patrols', 0, stage.now, NO_ACCESS),
		() =>
			route!.handle({
				url: new URL('http://local/api/events/calls'),
				params: { layer: 'calls' },
				request: {} as IncomingMessage, // not looked at before the refusal
				response: {} as ServerResponse
			})
	];
	for (const door of doors) expect(door).toThrow('is restricted: come with a token that has its right');
});

test('a client with the right sees it, and loses it with the right', async () => {
	const insider = stage.receiver(PATROLS);
	expect(names((await insider.hello(TOKEN)).layers)).toEqual(['patrols', 'calls', 'buses']);
	expect(await insider.subscribe()).toMatchObject({ ok: true });
	await until(() => insider.state.size === 1);
	expect((await insider.hello()).layers).toHaveLength(1);
	expect(insider.controls.at(-1)).toEqual({ t: 'reset', sid: 1 });
	const before = insider.frames.length;
	stage.log.say('patrols', [observation('car 1', stage.now + 1)], stage.now);
	await stage.pass(10);
	expect(insider.frames.length).toBe(before);
});

test('a layer that becomes restricted is taken from those who may not read it', async () => {
	const outsider = stage.receiver({ sid: 1, cls: 'state', layer: 'buses' });
	await outsider.subscribe();
	await until(() => outsider.state.size === 1);
	const declaration = layerDeclaration.parse({ id: 'buses', restricted: 'police' });
	stage.log.declare(declaration, stage.now);
	await stage.pass();
	await until(() => outsider.controls.some(({ t }) => t === 'reset'));
	const before = outsider.frames.length;
	stage.log.say('buses', [observation('bus 1', stage.now + 1)], stage.now);
	await stage.pass(10);
	expect(outsider.frames.length).toBe(before);
	expect(await outsider.subscribe()).toMatchObject({ code: 'FORBIDDEN' });
});
