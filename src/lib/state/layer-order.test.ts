import { expect, test } from 'vitest';
import { movedTo, withLayer, without } from './layer-order.ts';

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

const list = { known: ['a', 'b', 'c', 'd'], shown: ['a', 'c', 'd'] };

test('a layer takes the place of another, forwards and backwards', () => {
	expect(movedTo(list, 'd', 'b')).toEqual({ known: ['a', 'd', 'b', 'c'], shown: ['a', 'd', 'c'] });
	expect(movedTo(list, 'a', 'c')).toEqual({ known: ['b', 'c', 'a', 'd'], shown: ['c', 'a', 'd'] });
	expect(movedTo(list, 'a', 'a')).toEqual(list);
	expect(movedTo(list, 'x', 'a')).toEqual(list);
});

test('a layer leaves the list', () => {
	expect(without(list, 'c')).toEqual({ known: ['a', 'b', 'd'], shown: ['a', 'd'] });
});
