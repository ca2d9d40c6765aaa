import { expect, test } from 'vitest';
import { layerDeclaration } from '#lib/model/live-layer.ts';
import { readDeclaration } from './declaration.ts';

test('a metric that is declared again by name and unit keeps its title and range', () => {
	const title = { zh: '速度', en: 'Speed' };
	const known = layerDeclaration.parse({
		id: 'cars',
		metrics: [{ name: 'speed', unit: 'km/h', title, range: [0, 200] }]
	});
	const said = { origin: 'simulated', metrics: [{ name: 'speed', unit: 'km/h' }, { name: 'load' }] };
	const read = readDeclaration('cars', new TextEncoder().encode(JSON.stringify(said)), known);
	expect(read.origin).toBe('simulated');
	expect(read.metrics).toEqual([
		{ name: 'speed', unit: 'km/h', title, range: [0, 200] },
		{ name: 'load', unit: '1' }
	]);
});
