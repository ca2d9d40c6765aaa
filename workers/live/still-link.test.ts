import { expect, test, vi } from 'vitest';
import type { ClockState } from '#lib/model/clock.ts';
import type { LayerEvents, LayerValues } from '#lib/model/live-values.ts';
import type { LiveStatus } from '#lib/model/live.ts';
import type { LiveStanding } from '#lib/model/wire/events.ts';
import { syntheticSource } from '#lib/server/sources/synthetic-source.ts';
import { WorkerInThread } from '../../tests/fixtures/live-client.ts';
import { LiveServer } from '../../tests/fixtures/live-server.ts';
import { startLiveClient, type LiveClient } from './client.ts';

const WAIT = { timeout: 20_000, interval: 20 };
const standing = (eventAt: number): ClockState => ({
	mode: 'replay',
	eventAt,
	serverAt: eventAt,
	speed: 1,
	playing: false
});

const alert = (id: string) => ({ event: true, id, type: 'alert', title: { en: id } });

test('a still client shows the states and events of its instant by HTTP alone, and hears of nothing later', async ({
	onTestFinished
}) => {
	const server = new LiveServer({
		sources: [syntheticSource({ layer: 'cars', count: 20, bbox: [-74, 40.7, -73.9, 40.8] })]
	});
	onTestFinished(() => server.remove());
	await server.start();
	await server.send('air', [{ id: 'a', pm: 1, lng: 0, lat: 0 }]);
	await server.send('alerts', [alert('e1'), alert('e2')]);
	await new Promise((resolve) => setTimeout(resolve, 5));
	const at = Date.now();
	await new Promise((resolve) => setTimeout(resolve, 5));
	await server.send('alerts', [alert('e3')]);
	await server.send('air', [
		{ id: 'a', pm: 2, lng: 0, lat: 0 },
		{ id: 'b', pm: 3, lng: 0, lat: 0 }
	]);

	// What is acknowledged is on disk; the layers have it a moment later. The newest is the fourth message.
	await vi.waitFor(async () => {
		const { layers } = (await (await fetch(`${server.url}/api/live`)).json()) as LiveStanding;
		expect(layers.find(({ layer }) => layer === 'alerts')?.offset).toBe(4);
	}, WAIT);

	let status: LiveStatus | undefined;
	const client: LiveClient = startLiveClient({
		url: server.url,
		city: { anchor: [0, 0] },
		still: true,
		onStatus: (next) => (status = next),
		createWorker: () => new WorkerInThread()
	});
	onTestFinished(() => client.dispose());
	client.setClock(standing(at));
	let air: LayerValues | undefined;
	let cars: LayerValues | undefined;
	let alerts: LayerEvents | undefined;
	client.values('air', (values) => (air = values));
	client.values('cars', (values) => (cars = values));
	client.events('alerts', (events) => (alerts = events));
	await vi.waitFor(() => {
		expect(status?.link).toBe('online');
		expect([air?.count, cars?.count]).toEqual([1, 20]);
		expect(alerts?.events.map(({ event }) => event.id)).toEqual(['e1', 'e2']);
		expect(status!.layers.map(({ loading }) => loading)).toEqual([undefined, undefined, undefined]);
	}, WAIT);
	expect(server.live.gateway.clients).toBe(0);
	expect(server.asked).toContain(`/api/live/cars/at?t=${at}`);
});
