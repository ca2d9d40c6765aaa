import { expect, test } from 'vitest';
import type { CityLabel } from '#lib/model/city.ts';
import { drawnText, labelsAt, readableAngle } from './label-choice.ts';

const label = (kind: CityLabel['kind'], rank: number, text = 'Midtown'): CityLabel => ({
	kind,
	rank,
	text,
	lng: 0,
	lat: 0
});

test('important names show first, streets last', () => {
	const all = [label('district', 1), label('street', 3), label('street', 10)];
	expect(labelsAt(all, 10)).toHaveLength(1);
	expect(labelsAt(all, 14)).toHaveLength(2);
	expect(labelsAt(all, 17.5).map(({ label: { rank } }) => rank)).toEqual([3, 10]);
});

test('Latin districts are spaced capitals, Chinese ones stay', () => {
	expect(drawnText(label('district', 1, 'Soho'))).toBe('S\u200aO\u200aH\u200aO');
	expect(drawnText(label('district', 1, '朝阳'))).toBe('朝阳');
	expect(drawnText(label('street', 5, 'Broadway'))).toBe('Broadway');
});

test('a street’s name is never upside down', () => {
	expect(readableAngle(1, 0)).toBe(0);
	expect(readableAngle(-1, -1)).toBe(45);
	expect(readableAngle(-1, 1)).toBe(-45);
	expect(readableAngle(0, -1)).toBe(90);
});
