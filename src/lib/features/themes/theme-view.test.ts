import { expect, test } from 'vitest';
import { layersOfView } from './theme-view.ts';

test('a theme opens with its own shown layers, those of the pack that it names, the alarms and the city', () => {
	const offered = [
		{ id: 'alarms', kind: 'alarms' },
		{ id: 'cars', kind: 'movers' },
		{ id: 'river-levels', kind: 'sensors' },
		{ id: 'springs', kind: 'sensors' },
		{ id: 'water_gauges', kind: 'points' },
		{ id: 'districts', kind: 'areas' },
		{ id: 'labels', kind: 'labels' },
		{ id: 'buildings', kind: 'buildings' }
	];
	const theme = {
		layers: [
			{ id: 'river-levels', shown: true },
			{ id: 'springs', shown: false },
			{ id: 'not-there-yet', shown: true }
		],
		view: { layers: ['districts'] }
	};
	expect(layersOfView(theme, offered)).toEqual([
		'alarms',
		'river-levels',
		'districts',
		'labels',
		'buildings'
	]);
});
