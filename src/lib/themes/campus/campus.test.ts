import { expect, test } from 'vitest';
import { evaluate } from '../testing/evaluate.ts';
import { campus } from './campus.ts';

test('pupils are numbers of gates and buses', async () => {
	const said = await evaluate(campus, {
		'school-gates': [
			{ id: 'g1', status: 'open', in: 800, out: 200, present: 600 },
			{ id: 'g2', status: 'closed', in: 200, out: 50, present: 150 },
			{ id: 'g3', status: 'open', in: 900, out: 0, present: 900, stale: true },
			{ id: 'g4', status: 'closed' }
		],
		'school-buses': [
			{ id: 'b1', status: 'on-route', aboard: 21, speed: 31 },
			{ id: 'b2', status: 'done', aboard: 0, speed: 0 },
			{ id: 'b3', status: 'on-route', aboard: 30, stale: true }
		]
	});
	expect(said).toEqual({
		'pupils-present': { value: 750, drill: ['g1', 'g2'] },
		'left-today': { value: 25, numerator: 250, denominator: 1000, drill: ['g1', 'g2'] },
		'gates-online': { value: 75, numerator: 3, denominator: 4, drill: ['g3', 'g1', 'g2', 'g4'] },
		'buses-on-route': { value: 1, numerator: 1, denominator: 2, drill: ['b1', 'b2'] },
		'children-aboard': { value: 21, drill: ['b1', 'b2'] }
	});
});
