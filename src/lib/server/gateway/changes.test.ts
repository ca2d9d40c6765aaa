import { expect, test } from 'vitest';
import { Changes } from './changes.ts';

test('what changes often is said at most five times a second, with its newest revision', () => {
	const changes = new Changes();
	for (let rev = 1; rev <= 5; rev++) changes.announce('alarms', rev);
	changes.announce('themes', 1);
	expect(changes.due(1000)).toEqual([
		{ what: 'alarms', rev: 5 },
		{ what: 'themes', rev: 1 }
	]);
	changes.announce('alarms', 6);
	expect(changes.due(1199)).toEqual([]);
	expect(changes.due(1200)).toEqual([{ what: 'alarms', rev: 6 }]);
	expect(changes.due(1400)).toEqual([]);
});

test('a revision that was announced already is no news', () => {
	const changes = new Changes();
	changes.announce('themes', 3);
	changes.due(0);
	changes.announce('themes', 3);
	expect(changes.due(1000)).toEqual([]);
	expect(changes.all()).toEqual([{ what: 'themes', rev: 3 }]);
});
