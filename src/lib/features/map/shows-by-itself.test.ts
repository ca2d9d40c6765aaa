import { expect, test } from 'vitest';
import { showsByItself, timetableOf } from './shows-by-itself.ts';

test('events show by themselves, of a theme what moves in its view, of the rest what the map has room for', () => {
	expect(showsByItself({ kind: 'alerts' }, 40, { shown: false })).toBe(true);
	expect(showsByItself({ kind: 'movers' }, 40, { shown: true })).toBe(true);
	expect(showsByItself({ kind: 'movers' }, 0, { shown: false })).toBe(false);
	expect(showsByItself({ kind: 'sensors' }, 0, { shown: true })).toBe(false);
	expect(showsByItself({ kind: 'sensors' }, 8, undefined)).toBe(true);
	expect(showsByItself({ kind: 'sensors' }, 9, undefined)).toBe(false);
});

test('vehicles that say where they are take the place of their timetable', () => {
	expect(timetableOf('metro-vehicles')).toBe('metro');
	expect(timetableOf('cars')).toBeUndefined();
});
