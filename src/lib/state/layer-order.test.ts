import { expect, test } from 'vitest';
import { withLayer } from './layer-order.ts';

const order = { known: ['trains', 'labels', 'buildings'], shown: ['trains', 'labels', 'buildings'] };

test('a hidden layer comes back to its place', () => {
	const hidden = withLayer(order, 'labels', false);
	expect(hidden.shown).toEqual(['trains', 'buildings']);
	expect(withLayer(hidden, 'labels', true)).toEqual(order);
});

test('a layer shown for the first time comes to the front', () => {
	expect(withLayer(order, 'requests', true).shown).toEqual(['requests', 'trains', 'labels', 'buildings']);
});

test('showing what shows changes nothing', () => {
	expect(withLayer(order, 'labels', true)).toEqual(order);
});
