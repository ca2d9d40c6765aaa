import { expect, test } from 'vitest';
import { incidentsText } from './report.ts';

test('what happens is told with its time, what could happen by its name', () => {
	expect(
		incidentsText(
			{
				running: true,
				incidents: [
					{ name: 'rainstorm', since: 0, until: 3_300_000 },
					{ name: 'crowd' },
					{ name: 'sensor-failure', layers: ['parking'], since: 30_000, until: 1_831_000 }
				]
			},
			90_000
		)
	).toBe(
		'rainstorm  under way for 90 s, ends by itself in 54 min\ncrowd\nsensor-failure (parking)  under way for 60 s, ends by itself in 29 min\n'
	);
});

test('a simulator that is silent and a city without one are said', () => {
	expect(incidentsText({ running: false, incidents: [{ name: 'crowd' }] }, 0)).toBe(
		'The simulator is not speaking at the moment.\ncrowd\n'
	);
	expect(incidentsText({ running: false, incidents: [] }, 0)).toMatch(/^Nothing is simulated there/);
});
