import { expect, test } from 'vitest';
import { cellText } from './cell-text.ts';

const reader = { locale: 'en', zone: 'Asia/Shanghai' };

test('a cell reads in the city’s time, with grouped numbers, and short names for urns', () => {
	const text = (kind: 'text' | 'number' | 'time' | 'category', value: string | number | null, name = 'x') =>
		cellText({ name, kind }, value, reader);
	expect(text('time', Date.UTC(2025, 0, 1, 16, 5))).toBe('2025-01-02 00:05');
	expect(text('number', 12345.6)).toBe('12,346');
	expect(text('number', 1998, 'year')).toBe('1998');
	expect(text('number', 1234, 'building')).toBe('1234');
	expect(text('text', 'urn:ngsi-ld:PointOfInterest:yunquan-000001')).toBe('yunquan-000001');
	expect(text('category', 'storm_sewer')).toBe('storm sewer');
	expect([text('number', null), text('time', NaN)]).toEqual(['—', '—']);
});

test('a place is told to the metre, a class of road in words', () => {
	const reading = (name: string, kind: 'number' | 'category', value: string | number) =>
		cellText({ name, kind }, value, reader);
	expect([reading('lng', 'number', 122.9041237), reading('class', 'category', 'trunk')]).toEqual([
		'122.90412',
		'快速路'
	]);
	expect(reading('class', 'category', 'primary_link')).toBe('primary link');
});

test('what is in a dropped file stands as its owner wrote it', () => {
	const own = (value: string) =>
		cellText({ name: 'status', kind: 'category', verbatim: true }, value, reader);
	expect(['医院', 'open', 'true', 'urn:a:b', 'storm_sewer'].map(own)).toEqual([
		'医院',
		'open',
		'true',
		'urn:a:b',
		'storm_sewer'
	]);
});
