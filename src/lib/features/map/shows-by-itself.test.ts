import { expect, test } from 'vitest';
import { showsByItself, timetableOf } from './shows-by-itself.ts';

test('of a theme shows by itself what says so, of the rest events and what the map has room for', () => {
	expect(showsByItself({ kind: 'movers' }, 40, { opens: true })).toBe(true);
	expect(showsByItself({ kind: 'sensors' }, 40, { opens: true })).toBe(true);
	expect(showsByItself({ kind: 'movers' }, 0, {})).toBe(false);
	expect(showsByItself({ kind: 'alerts' }, 0, {})).toBe(false);
	expect(showsByItself({ kind: 'alerts' }, 40, undefined)).toBe(true);
	expect(showsByItself({ kind: 'sensors' }, 8, undefined)).toBe(true);
	expect(showsByItself({ kind: 'sensors' }, 9, undefined)).toBe(false);
});

test('vehicles that say where they are take the place of their timetable', () => {
	expect(timetableOf('metro-vehicles')).toBe('metro');
	expect(timetableOf('cars')).toBeUndefined();
});
