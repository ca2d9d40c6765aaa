import { expect, test } from 'vitest';
import { sceneContext } from '../sensors/testing/scene-context.ts';
import { classed } from '../styled/classed.ts';
import { bandsOf } from './build-heat.ts';

test('bands have the colours of their classes, north first, and nothing where there is nothing', () => {
	const heat = {
		step: 10,
		reach: 60,
		east: 0,
		north: 0,
		columns: 2,
		rows: 2,
		density: Float32Array.of(0, 30, 90, 0.1),
		counted: 3,
		unplaced: 0
	};
	const colours = classed(heat.density, { classes: { method: 'manual', count: 4, breaks: [20, 40, 60] } });
	const pixels = bandsOf(sceneContext(), heat, colours, { least: 0.01, finer: 1 });
	expect([...pixels]).toEqual([7, 7, 7, 255, 1, 1, 1, 0, 1, 1, 1, 0, 3, 3, 3, 255]);
	const finer = bandsOf(sceneContext(), heat, colours, { least: 0.01, finer: 2 });
	expect(finer).toHaveLength(4 * 16);
	// On the western edge from north to south: nothing, 90 … the band changes between the squares' middles.
	expect([...finer.filter((_, at) => at % 16 === 0)]).toEqual([7, 7, 3, 1]);
});
