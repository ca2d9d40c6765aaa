import { expect, test } from 'vitest';
import type { ViewSpec } from '../view-spec.ts';
import { figureAddress, readFigureAddress, standingAt } from './figure-address.ts';

const live: ViewSpec = {
	v: 1,
	city: 'yunquan',
	camera: { lng: 120.1, lat: 30.2, zoom: 14, pitch: 45, bearing: 0 },
	look: 'light',
	layers: ['cars', 'buildings'],
	time: { kind: 'live' },
	metrics: {},
	filters: [],
	selection: [{ layer: 'cars', id: 'urn:车 #1' }],
	styles: {},
	pinned: [],
	charts: []
};
const replay = (at: number) => ({ kind: 'replay' as const, at, speed: 1 });

test('a view comes back from its address as it was', () => {
	expect(readFigureAddress(new URL(figureAddress(live), 'http://city').hash)).toEqual(live);
});

test.each(['', '#', '#%', '#{}'])('the address %j holds no view', (hash) => {
	expect(() => readFigureAddress(hash)).toThrow('holds no view');
});

test('what is live in a view stands at the instant, what has one of its own keeps it', () => {
	expect(standingAt(live, 5).time).toEqual(replay(5));
	expect(standingAt({ ...live, time: replay(2) }, 5).time).toEqual(replay(2));
	const compared: ViewSpec = {
		...live,
		compare: { kind: 'side', a: {}, b: { time: { kind: 'live' }, layers: ['cars'] }, split: 0.5 }
	};
	expect(standingAt({ ...compared, time: replay(2) }, 5)).toMatchObject({
		time: replay(2),
		compare: { a: {}, b: { time: replay(5), layers: ['cars'] } }
	});
});
