import { expect, test } from 'vitest';
import { IncidentBook } from './incident-book.ts';

const NOW = Date.parse('2026-05-06T08:00+08:00');
const running = (book: IncidentBook, at: number) => book.list(at).filter(({ since }) => since !== undefined);

test('every incident is listed, with its time while it is under way', () => {
	const book = new IncidentBook([], () => undefined);
	book.start('pole-outage', NOW);
	expect(book.list(NOW + 1).map(({ name }) => name)).toEqual([
		'rainstorm',
		'gas-leak',
		'metro-outage',
		'air-inversion',
		'crowd',
		'pole-outage',
		'sensor-failure'
	]);
	expect(running(book, NOW + 1)).toEqual([{ name: 'pole-outage', since: NOW, until: NOW + 3_605_000 }]);
	expect(running(book, NOW + 3_605_000)).toEqual([]);
});

test('what is under way is not started twice; what was ended may begin again', () => {
	const book = new IncidentBook([], () => undefined);
	book.start('rainstorm', NOW);
	book.start('rainstorm', NOW + 1000);
	book.stop('rainstorm', NOW + 2000);
	book.stop('rainstorm', NOW + 3000);
	expect(book.started).toEqual([{ name: 'rainstorm', since: NOW, stoppedAt: NOW + 2000 }]);
	book.start('rainstorm', NOW + 4000);
	expect(book.started).toHaveLength(2);
});

test('sensors of several layers may fail: they recover one by one, or all at once', () => {
	const book = new IncidentBook([], () => undefined);
	book.start('sensor-failure', NOW);
	book.start('sensor-failure:parking', NOW + 1000);
	const all = { name: 'sensor-failure', since: NOW, until: NOW + 1_802_000 };
	expect(running(book, NOW + 2000)).toEqual([{ ...all, layers: ['air', 'parking'] }]);
	book.stop('sensor-failure:parking', NOW + 5000);
	expect(running(book, NOW + 10_000)).toEqual([
		{ name: 'sensor-failure', since: NOW, until: NOW + 1_801_000, layers: ['air'] }
	]);
	book.start('sensor-failure:parking', NOW + 10_000);
	book.stop('sensor-failure', NOW + 20_000);
	expect(running(book, NOW + 30_000)).toEqual([]);
});

test('an unknown incident is refused with those that there are; those of yesterday are forgotten', () => {
	const book = new IncidentBook([], () => undefined);
	expect(() => book.start('snow', NOW)).toThrow(/There is no incident "snow"\. There are: rainstorm, /);
	book.start('crowd', NOW);
	book.start('rainstorm', NOW + 3 * 86_400_000);
	expect(book.started.map(({ name }) => name)).toEqual(['rainstorm']);
});
