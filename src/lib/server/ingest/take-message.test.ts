import bindings from 'gtfs-realtime-bindings';
import { expect, test } from 'vitest';
import { gtfsRealtime } from '#lib/adapters/gtfs-realtime/adapter.ts';
import { KnownLayers } from './known-layers.ts';
import { takeMessage } from './take-message.ts';

const { FeedMessage } = bindings.transit_realtime;
const NOW = Date.UTC(2026, 2, 1);

test('feeds of a format with layers of its own stay apart by the layer that each is given', () => {
	const bytes = FeedMessage.encode({
		header: { gtfsRealtimeVersion: '2.0', timestamp: NOW / 1000 },
		entity: [
			{ id: '1', vehicle: { vehicle: { id: '4711' }, position: { latitude: 39.9, longitude: 116.4 } } }
		]
	}).finish();
	const layersOf = (layer?: string) => {
		const message = { adapter: 'gtfs-rt', bytes, source: 'http', ...(layer && { layer }) };
		const layers = new KnownLayers({ layer: () => undefined, layers: 0, knows: () => false });
		const { batches, rejected } = takeMessage(message, gtfsRealtime, {
			layers,
			receivedAt: NOW,
			isRepeat: () => false
		});
		expect(rejected).toEqual([]);
		return batches.map((batch) => batch.layer);
	};
	expect([layersOf(), layersOf('bus')]).toEqual([['vehicles'], ['bus-vehicles']]);
});
