import bindings from 'gtfs-realtime-bindings';
import { test } from 'vitest';
import { fuzzAdapter } from '../support/fuzz.ts';
import { gtfsRealtime } from './adapter.ts';

const { FeedMessage } = bindings.transit_realtime;
const header = { gtfsRealtimeVersion: '2.0', timestamp: 1_772_323_200 };

test('ten thousand broken feeds: nothing thrown, every row valid', () => {
	const feed = (incrementality: number, entity: bindings.transit_realtime.IFeedEntity[]) =>
		FeedMessage.encode({ header: { ...header, incrementality }, entity }).finish();
	const position = { latitude: 40.7, longitude: -74, bearing: 90, speed: 8, odometer: 7 };
	fuzzAdapter(gtfsRealtime, {
		samples: [
			feed(0, [{ id: '1', vehicle: { vehicle: { id: 'v' }, position, occupancyPercentage: 9 } }]),
			feed(0, [
				{
					id: '2',
					tripUpdate: {
						trip: { tripId: 't', startDate: '20260301' },
						stopTimeUpdate: [{ stopId: 's', arrival: { delay: 60, time: 1_772_323_300 } }]
					}
				},
				{ id: '3', vehicle: { trip: { tripId: 't' }, stopId: 's' } }
			]),
			feed(1, [
				{ id: '1', isDeleted: true },
				{
					id: 'a',
					alert: {
						headerText: { translation: [{ text: 'x', language: 'en' }] },
						activePeriod: [{ start: 1, end: 2 }],
						informedEntity: [{ routeId: 'A', trip: { tripId: 't' } }]
					}
				}
			])
		]
	});
});
